/**
 * The products A ωₗ from which Hutch++ and XTrace make their subspace.
 */
import { dot } from "../core/vector.js";
import { FrobeniusNorm } from "./frobenius.js";
import { EntryMoments } from "./moments.js";
import type { ProductCounter } from "./productCounter.js";
import { RangeBasis } from "./rangeBasis.js";
import { sphereProbe } from "./sphereProbe.js";
import type { TraceSample } from "./traceEstimator.js";

export class Sketch {
  readonly range = new RangeBasis();
  readonly frobenius = new FrobeniusNorm();
  /** ωₗ, where they are kept. */
  readonly omegas: Float64Array[] = [];
  readonly #keep: boolean;
  readonly #products: ProductCounter;
  readonly #seed: number;
  readonly #forms = new EntryMoments(1); // ωᵀA ω

  constructor(products: ProductCounter, seed: number, { keep }: { keep: boolean }) {
    this.#products = products;
    this.#seed = seed;
    this.#keep = keep;
  }

  /** Goes on to so many products, or until one brings nothing new. */
  async grow(samples: number): Promise<void> {
    const { range, frobenius } = this;
    const { size, relativeError } = this.#products;
    if (range.outside !== undefined) return;
    const probe = (l: number) => sphereProbe(size, this.#seed, "trace sketch", l);
    await this.#products.each(range.vectors.length, samples, probe, (product, omega) => {
      frobenius.add(product);
      this.#forms.add(Float64Array.of(dot(omega, product)));
      if (this.#keep) this.omegas.push(omega);
      return range.append(product, 10 * relativeError * frobenius.estimate().value);
    });
  }

  /**
   * What these products alone tell, where the signal came before others: the mean of ωᵀA ω, whose variance
   * is at most (2/k) ‖A‖²_F.
   */
  estimate(): TraceSample | undefined {
    const { count, mean } = this.#forms;
    if (count === 0) return undefined;
    const frobenius = this.frobenius.estimate();
    const standardError = count < 2 ? Infinity : Math.sqrt(2 / count) * frobenius.value;
    return { value: mean[0], standardError, freedom: count - 1, frobenius };
  }
}

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
  readonly #products: ProductCounter;
  readonly #seed: number;
  readonly #forms = new EntryMoments(1); // ωᵀA ω

  constructor(products: ProductCounter, seed: number) {
    this.#products = products;
    this.#seed = seed;
  }

  /** ωₗ. It is drawn again when needed, because keeping them would double the memory. */
  probe(l: number): Float64Array {
    return sphereProbe(this.#products.size, this.#seed, "trace sketch", l);
  }

  /** Goes on to so many products, or until one brings nothing new. */
  async grow(samples: number): Promise<void> {
    const { range, frobenius } = this;
    if (range.outside !== undefined) return;
    const probe = (l: number) => this.probe(l);
    await this.#products.each(range.vectors.length, samples, probe, (product, omega) => {
      frobenius.add(product);
      this.#forms.add(Float64Array.of(dot(omega, product)));
      return range.append(product, 10 * this.#products.relativeError * frobenius.estimate().value);
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

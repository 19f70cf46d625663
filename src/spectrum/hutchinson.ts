/**
 * Hutchinson's estimate: tr A ≈ (1/k) Σₗ zₗᵀA zₗ with random signs z. One product per sample, three
 * vectors of memory. Its variance for symmetric A is
 *
 *   (2/k) (‖A‖²_F − Σᵢ aᵢᵢ²) = (2/k) Σᵢ Var(dᵢ),   d = z ∘ A z,   E d = diag A,
 *
 * and the right-hand side is how it is estimated here: from the scatter of the n entries of d and not
 * of the k numbers zᵀA z. That is far less noisy, so that intervals from ten probes hold: for one outlying
 * eigenvalue 95 % of those from the k numbers contain the trace in 85 to 89 % of all cases.
 *
 * Hutchinson (1989), doi:10.1080/03610918908812806; counts of probes: Avron and Toledo (2011),
 * doi:10.1145/1944345.1944349.
 */
import { FrobeniusNorm } from "./frobenius.js";
import { EntryMoments } from "./moments.js";
import type { ProductCounter } from "./productCounter.js";
import { signProbe } from "./signProbe.js";
import type { TraceEstimator, TraceSample } from "./traceEstimator.js";

export class Hutchinson implements TraceEstimator {
  readonly productsPerSample = 1;
  readonly mostGrowth = 4; // the first standard errors are rough
  readonly #products: ProductCounter;
  readonly #seed: number;
  readonly #frobenius = new FrobeniusNorm();
  /** Of d = z ∘ A z: its mean is the estimate of the diagonal. */
  readonly entries: EntryMoments;

  constructor(products: ProductCounter, seed: number) {
    this.#products = products;
    this.#seed = seed;
    this.entries = new EntryMoments(products.size);
  }

  async grow(samples: number): Promise<void> {
    const { entries } = this;
    const probe = (l: number) => signProbe(entries.mean.length, this.#seed, "trace probe", l);
    await this.#products.each(entries.count, samples, probe, (product, z) => {
      this.#frobenius.add(product);
      entries.add(product.map((y, i) => z[i] * y));
      return true;
    });
  }

  estimate(): TraceSample | undefined {
    if (this.entries.count === 0) return undefined;
    return { ...meanTrace(this.entries), frobenius: this.#frobenius.estimate() };
  }
}

/** The trace and its standard error from the samples of d. */
export function meanTrace(entries: EntryMoments): Omit<TraceSample, "frobenius"> {
  return {
    value: entries.mean.reduce((a, b) => a + b, 0),
    standardError: Math.sqrt(2 * entries.squaredError),
    freedom: Math.max(0, entries.count - 1),
  };
}

/**
 * What the three ways to estimate a trace have in common: they grow sample by sample.
 */
import type { SampledValue } from "./moments.js";

export interface TraceSample extends SampledValue {
  /** Degrees of freedom of the standard error. */
  readonly freedom: number;
  readonly frobenius: SampledValue;
  /**
   * Given where the products have exhausted the range of A, so that the value is exact: the norm of
   * what was found outside, which is rounding.
   */
  readonly outside?: number | undefined;
}

export interface TraceEstimator {
  readonly productsPerSample: number;
  /** At most so many times as many samples at the next look. */
  readonly mostGrowth: number;
  /** Goes on to so many samples, or as far as budget and signal let it. */
  grow(samples: number): Promise<void>;
  /** From the products so far; nothing where there are too few. */
  estimate(): TraceSample | undefined;
}

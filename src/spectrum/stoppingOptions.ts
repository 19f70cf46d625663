/**
 * What callers of sequential estimates choose: target error, confidence, budget, seed.
 */
import { checkInteger, checkPositive } from "../core/check.js";
import type { Watch } from "../core/progress.js";

export interface StoppingOptions extends Watch {
  /**
   * The greatest error, relative to |tr A|, or to ‖A‖_F where that is greater: then positive and negative
   * eigenvalues cancel, and the trace's own size says nothing about A. A positive semidefinite A never has
   * a trace below ‖A‖_F. (Of a diagonal: relative to its norm, or to ‖A‖_F/√n.) Default 0.05.
   */
  readonly tolerance?: number;
  /** Probability that the stated bound holds, all looks at the error together. Default 0.95. */
  readonly confidence?: number;
  /** Most products. Default 1,000, or fewer where more than 1 GiB of vectors would be kept. */
  readonly budget?: number;
  /** Of the random vectors. Default 0. */
  readonly seed?: number;
}

const memory = 2 ** 30; // bytes

/** The choices with their defaults, checked. `each`, `kept`: products and vectors per sample. */
export function checkStopping(
  caller: string,
  size: number,
  { each, kept }: { each: number; kept: number },
  { tolerance = 0.05, confidence = 0.95, seed = 0, budget }: StoppingOptions,
): { tolerance: number; confidence: number; seed: number; budget: number } {
  checkPositive(caller, "tolerance", tolerance);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`${caller}: confidence must be in (0, 1), got ${confidence}`);
  }
  checkInteger(caller, "seed", seed, 0);
  const least = Math.min(2 * each, size); // two samples, or all columns
  const samples = Math.floor(memory / (8 * size * kept)); // samples in memory
  const most = budget ?? Math.max(least, Math.min(1000, each * samples));
  checkInteger(caller, "budget", most, least);
  return { tolerance, confidence, seed, budget: most };
}

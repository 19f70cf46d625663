/**
 * How likely Lanczos from a random start still hides an eigenvalue.
 *
 * Let θ be the largest Ritz value after k steps from a start uniform on the sphere of ℝⁿ. Whatever the
 * matrix, the probability that λ_max − θ > ε (λ_max − λ_min) is at most 1.648 √n exp(−√ε (2k − 1)).
 * The fraction ε grows with λ_max, so the bound for a value `bound` holds for all above it.
 *
 * Kuczyński and Woźniakowski (1992), doi:10.1137/0613066, theorem 4.2.
 */
export interface RandomRun {
  /** n, without the dimensions that are deflated. */
  readonly dimension: number;
  /** k, before any restart; later restarts only raise θ. */
  readonly steps: number;
  /** θ. */
  readonly ritz: number;
  /** λ_min. */
  readonly opposite: number;
}

/** Of an eigenvalue beyond `bound`; on the other side of the spectrum where `bound` < `opposite`. */
export function missProbability(bound: number, run: RandomRun): number {
  const epsilon = (bound - run.ritz) / (bound - run.opposite);
  if (!(epsilon > 0) || run.steps === 0) return 1;
  const chance =
    1.648 * Math.sqrt(run.dimension) * Math.exp(-Math.sqrt(epsilon) * (2 * run.steps - 1));
  return Math.min(1, chance);
}

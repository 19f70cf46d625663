/**
 * What draws weights to −1 and +1: a quadratic around each of both, and a share a in [0, 1] that says whose turn it is,
 *
 *   r(x, a) = (μ/4) Σ aᵢ (xᵢ + 1)² + (1 − aᵢ) (xᵢ − 1)².
 *
 * For x in [−1, 1] it is zero only at x = −1, a = 1 and at x = 1, a = 0. It is smooth in x and in a, but not convex
 * in both, so it belongs to the loss and not to the proximal map.
 *
 * Yang et al. (2020), section 4.3, openreview.net/forum?id=HygpthEtvr; the formula is that of the released code.
 */
import { checkLength, checkNonNegative } from "../core/check.js";

export interface BinaryPenalty {
  readonly value: number;
  /** ∂r/∂x = (μ/2) (2a + x − 1). */
  readonly byWeights: Float64Array;
  /** ∂r/∂a = μ x. */
  readonly bySides: Float64Array;
}

/**
 * @param mu μ ≥ 0.
 * @param weights x.
 * @param sides a, one for each weight; 1 draws to −1, 0 to +1.
 */
export function binaryPenalty(
  mu: number,
  weights: Float64Array,
  sides: Float64Array,
): BinaryPenalty {
  checkNonNegative("binaryPenalty", "mu", mu);
  checkLength("binaryPenalty", "sides", sides, weights.length);
  const value = weights.reduce((sum, x, i) => {
    const a = sides[i];
    return sum + a * (x + 1) ** 2 + (1 - a) * (x - 1) ** 2;
  }, 0);
  return {
    value: (mu / 4) * value,
    byWeights: weights.map((x, i) => (mu / 2) * (2 * sides[i] + x - 1)),
    bySides: weights.map((x) => mu * x),
  };
}

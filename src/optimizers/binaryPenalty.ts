/**
 * What draws weights to −1 and +1: a quadratic around each of both, and a share a in [0, 1] that says whose turn it is,
 *
 *   r(x, a) = (μ/4) Σ aᵢ (xᵢ + 1)² + (1 − aᵢ) (xᵢ − 1)².
 *
 * For x in [−1, 1] it is zero only at x = −1, a = 1 and at x = 1, a = 0. It is smooth in x and in a, but not convex
 * in both, so it belongs to the loss and not to the proximal map. Each function is one pass over the weights.
 *
 * Yang et al. (2020), section 4.3, openreview.net/forum?id=HygpthEtvr; the formula is that of the released code.
 */
import { checkLength, checkNonNegative } from "../core/check.js";

/**
 * r(x, a).
 *
 * @param mu μ ≥ 0.
 * @param weights x.
 * @param sides a, one for each weight; 1 draws to −1, 0 to +1.
 */
export function binaryPenalty(mu: number, weights: Float64Array, sides: Float64Array): number {
  check("binaryPenalty", mu, weights, sides);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const [x, a] = [weights[i], sides[i]];
    sum += a * (x + 1) ** 2 + (1 - a) * (x - 1) ** 2;
  }
  return (mu / 4) * sum;
}

export interface BinaryPenaltyGradient {
  /** ∂r/∂x = (μ/2) (2a + x − 1). */
  readonly byWeights: Float64Array;
  /** ∂r/∂a = μ x. */
  readonly bySides: Float64Array;
}

/** Parameters as those of `binaryPenalty`. */
export function binaryPenaltyGradient(
  mu: number,
  weights: Float64Array,
  sides: Float64Array,
): BinaryPenaltyGradient {
  check("binaryPenaltyGradient", mu, weights, sides);
  const byWeights = new Float64Array(weights.length);
  const bySides = new Float64Array(weights.length);
  for (let i = 0; i < weights.length; i++) {
    byWeights[i] = (mu / 2) * (2 * sides[i] + weights[i] - 1);
    bySides[i] = mu * weights[i];
  }
  return { byWeights, bySides };
}

function check(caller: string, mu: number, weights: Float64Array, sides: Float64Array): void {
  checkNonNegative(caller, "mu", mu);
  checkLength(caller, "sides", sides, weights.length);
}

/**
 * Weights of −1 and +1: r(x) = ¼ μ Σ (1 − |xᵢ|)² for −1 ≤ x ≤ 1. It is what ProxSGD's penalty of binary networks,
 *
 *   ¼ μ Σ aᵢ (xᵢ + 1)² + (1 − aᵢ)(xᵢ − 1)²,  0 ≤ a ≤ 1,
 *
 * costs at its best a (0 where x > 0, 1 where x < 0), so it needs no second stream. Not convex: on either side of 0
 * a parabola, u = clip((τ z ± μ/2)/(τ + μ/2)) with the sign of z. In the two streams of the paper x has `box(-1, 1)`,
 * a has `box(0, 1)`, and the penalty is part of the smooth function. Yang et al. (2020), openreview HygpthEtvr, §4.3.
 */
import { checkNonNegative } from "../core/check.js";
import type { ProximalMap } from "./proximalMap.js";
import { leastMagnitude, separable } from "./separable.js";

/** @param mu μ ≥ 0. */
export function binary(mu: number): ProximalMap {
  checkNonNegative("prox.binary", "mu", mu);
  const half = mu / 2;
  return separable(`binary(${mu})`, {
    value: (x) => (Math.abs(x) <= 1 ? (mu / 4) * (1 - Math.abs(x)) ** 2 : Infinity),
    prox(z, tau) {
      const u = (tau * z + (z < 0 ? -half : half)) / (tau + half);
      return Math.min(Math.max(u, -1), 1);
    },
    stationarity(x, g) {
      // At 0 there are two slopes, −μ/2 to the right and μ/2 to the left: the one against g.
      const right = x === 0 ? g >= 0 : x > 0;
      const slope = half * (x - (right ? 1 : -1));
      return leastMagnitude(g + slope, x <= -1 ? -Infinity : 0, x >= 1 ? Infinity : 0);
    },
  });
}

/**
 * ℓ1 within bounds, r(x) = μ Σ |xᵢ| for lo ≤ x ≤ hi: soft thresholding by μ/τ, then clipping. In one dimension the
 * minimiser on an interval is the unconstrained one moved to the nearest end.
 */
import { checkNonNegative } from "../core/check.js";
import { absoluteSlopes, softThreshold } from "./l1.js";
import type { ProximalMap } from "./proximalMap.js";
import { leastMagnitude, separable } from "./separable.js";

/**
 * @param mu μ ≥ 0.
 * @param lo Bounds of all coordinates, lo ≤ hi; either may be infinite.
 */
export function l1Box(mu: number, lo: number, hi: number): ProximalMap {
  checkNonNegative("prox.l1Box", "mu", mu);
  checkBounds("prox.l1Box", lo, hi);
  return boundedL1(`l1Box(${mu}, ${lo}, ${hi})`, mu, lo, hi);
}

/** The same under another name: the box, the ball of the maximum norm and non-negative ℓ1 are cases of it. */
export function boundedL1(name: string, mu: number, lo: number, hi: number): ProximalMap {
  return separable(name, {
    value: (x) => (x >= lo && x <= hi ? mu * Math.abs(x) : Infinity),
    prox: (z, tau) => Math.min(Math.max(softThreshold(z, mu / tau), lo), hi),
    stationarity(x, g) {
      const [low, high] = absoluteSlopes(x, mu);
      return leastMagnitude(g, x <= lo ? -Infinity : low, x >= hi ? Infinity : high);
    },
  });
}

export function checkBounds(caller: string, lo: number, hi: number): void {
  if (lo <= hi && lo < Infinity && hi > -Infinity) return;
  throw new RangeError(`${caller}: lo must be at most hi, got ${lo} and ${hi}`);
}

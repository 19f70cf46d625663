/**
 * The sum of absolute values, r(x) = μ Σ |xᵢ|; its proximal map is soft thresholding,
 *
 *   uᵢ = sign(zᵢ) max(|zᵢ| − μ/τᵢ, 0).
 *
 * Donoho & Johnstone (1995), doi:10.1080/01621459.1995.10476626; the form of ProxSGD's released code.
 */
import { checkNonNegative } from "../core/check.js";
import type { ProximalMap } from "./proximalMap.js";
import { leastMagnitude, separable } from "./separable.js";

/** @param mu μ ≥ 0. */
export function l1(mu: number): ProximalMap {
  checkNonNegative("prox.l1", "mu", mu);
  return separable(`l1(${mu})`, {
    value: (x) => mu * Math.abs(x),
    prox: (z, tau) => softThreshold(z, mu / tau),
    stationarity: (x, g) => leastMagnitude(g, ...absoluteSlopes(x, mu)),
  });
}

/** z moved towards 0 by a threshold; +0 within it, and NaN stays NaN. */
export function softThreshold(z: number, threshold: number): number {
  if (z > threshold) return z - threshold;
  if (z < -threshold) return z + threshold;
  return z - z;
}

/** The ends of the subdifferential of μ |x|. */
export const absoluteSlopes = (x: number, mu: number): readonly [number, number] => [
  x > 0 ? mu : -mu,
  x < 0 ? -mu : mu,
];

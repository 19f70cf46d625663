/**
 * The sum of absolute values, r(x) = μ Σ |xᵢ|; its proximal map is soft thresholding,
 *
 *   uᵢ = sign(zᵢ) max(|zᵢ| − μ/τᵢ, 0).
 *
 * Donoho & Johnstone (1995), doi:10.1080/01621459.1995.10476626; the form of ProxSGD's released code.
 */
import { checkNonNegative } from "../core/check.js";
import { metricAt, type ProximalMap } from "./proximalMap.js";

/** @param mu μ ≥ 0. */
export function l1(mu: number): ProximalMap {
  checkNonNegative("prox.l1", "mu", mu);
  return {
    name: `l1(${mu})`,
    value: (x) => mu * x.reduce((sum, xi) => sum + Math.abs(xi), 0),
    prox: (z, tau) => z.map((zi, i) => softThreshold(zi, mu / metricAt(tau, i))),
    stationarity: (x, gradient) =>
      gradient.map((g, i) => (x[i] === 0 ? softThreshold(g, mu) : g + mu * Math.sign(x[i]))),
  };
}

/** z moved towards 0 by a threshold; +0 within it. */
export function softThreshold(z: number, threshold: number): number {
  if (z > threshold) return z - threshold;
  if (z < -threshold) return z + threshold;
  return 0;
}

/**
 * The elastic net, r(x) = μ₁ Σ |xᵢ| + ½ μ₂ ‖x‖²: soft thresholding by μ₁/τ, then a factor τ/(τ + μ₂).
 *
 * Zou & Hastie (2005), doi:10.1111/j.1467-9868.2005.00503.x.
 */
import { checkNonNegative } from "../core/check.js";
import { absoluteSlopes, softThreshold } from "./l1.js";
import type { ProximalMap } from "./proximalMap.js";
import { leastMagnitude, separable } from "./separable.js";

/**
 * @param mu1 μ₁ ≥ 0, of the absolute values.
 * @param mu2 μ₂ ≥ 0, of half the squares.
 */
export function elasticNet(mu1: number, mu2: number): ProximalMap {
  checkNonNegative("prox.elasticNet", "mu1", mu1);
  checkNonNegative("prox.elasticNet", "mu2", mu2);
  return separable(`elasticNet(${mu1}, ${mu2})`, {
    value: (x) => mu1 * Math.abs(x) + (mu2 / 2) * x * x,
    prox: (z, tau) => softThreshold(z, mu1 / tau) / (1 + mu2 / tau),
    stationarity: (x, g) => leastMagnitude(g + mu2 * x, ...absoluteSlopes(x, mu1)),
  });
}

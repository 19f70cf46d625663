/**
 * The number of coordinates that are not zero, r(x) = μ #{i : xᵢ ≠ 0}; its proximal map is hard thresholding,
 * uᵢ = zᵢ where τᵢ zᵢ² > 2μ, else 0 (at equality both are minimisers).
 *
 * Not convex: the map jumps, and every zero is stationary, since moving away from it costs μ at once.
 * Donoho & Johnstone (1994), doi:10.1093/biomet/81.3.425.
 */
import { checkNonNegative } from "../core/check.js";
import type { ProximalMap } from "./proximalMap.js";
import { separable } from "./separable.js";

/** @param mu μ ≥ 0, the price of a coordinate. */
export function l0(mu: number): ProximalMap {
  checkNonNegative("prox.l0", "mu", mu);
  return separable(`l0(${mu})`, {
    value: (x) => (x === 0 ? 0 : mu),
    prox: (z, tau) => (tau * z * z <= 2 * mu ? 0 : z),
    stationarity: (x, g) => (x === 0 ? g - g : g),
  });
}

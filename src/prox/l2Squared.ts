/**
 * Half of the squared norm, r(x) = ½ μ ‖x‖², also called weight decay; u = z τ/(τ + μ).
 *
 * Hoerl & Kennard (1970), doi:10.1080/00401706.1970.10488634.
 */
import { checkNonNegative } from "../core/check.js";
import type { ProximalMap } from "./proximalMap.js";
import { separable } from "./separable.js";

/** @param mu μ ≥ 0. */
export function l2Squared(mu: number): ProximalMap {
  checkNonNegative("prox.l2Squared", "mu", mu);
  return separable(`l2Squared(${mu})`, {
    value: (x) => (mu / 2) * x * x,
    prox: (z, tau) => z / (1 + mu / tau),
    stationarity: (x, g) => g + mu * x,
  });
}

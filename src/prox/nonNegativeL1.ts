/** ℓ1 on non-negative numbers, r(x) = μ Σ xᵢ for x ≥ 0: u = max(z − μ/τ, 0). */
import { checkNonNegative } from "../core/check.js";
import { boundedL1 } from "./l1Box.js";
import type { ProximalMap } from "./proximalMap.js";

/** @param mu μ ≥ 0. */
export function nonNegativeL1(mu: number): ProximalMap {
  checkNonNegative("prox.nonNegativeL1", "mu", mu);
  return boundedL1(`nonNegativeL1(${mu})`, mu, 0, Infinity);
}

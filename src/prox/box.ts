/** The set lo ≤ x ≤ hi: u = min(max(z, lo), hi), whatever τ. */
import { boundedL1, checkBounds } from "./l1Box.js";
import type { ProximalMap } from "./proximalMap.js";

/** @param lo Bounds of all coordinates, lo ≤ hi; either may be infinite. */
export function box(lo: number, hi: number): ProximalMap {
  checkBounds("prox.box", lo, hi);
  return boundedL1(`box(${lo}, ${hi})`, 0, lo, hi);
}

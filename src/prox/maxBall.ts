/** The ball of the maximum norm, |xᵢ| ≤ c for all i: u = min(max(z, −c), c), whatever τ. */
import { checkPositive } from "../core/check.js";
import { boundedL1 } from "./l1Box.js";
import type { ProximalMap } from "./proximalMap.js";

/** @param c Radius > 0. */
export function maxBall(c: number): ProximalMap {
  checkPositive("prox.maxBall", "c", c);
  return boundedL1(`maxBall(${c})`, 0, -c, c);
}

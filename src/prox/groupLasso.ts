/**
 * Group lasso, r(x) = μ Σ_g w_g ‖x_g‖: whole groups become exactly zero. With m = μ w_g,
 *
 *   one τ:       u = z max(1 − m/(τ ‖z‖), 0)
 *   diagonal τ:  u = 0 where ‖τ z‖ ≤ m, else uᵢ = zᵢ s/(s + m/τᵢ), s = ‖u‖ the root of Σ (zᵢ/(s + m/τᵢ))² = 1
 *
 * (`secularRoot`), so that no average of τ over the group is needed. O(P), a few passes over each group.
 *
 * Yuan & Lin (2006), doi:10.1111/j.1467-9868.2005.00532.x.
 */
import { checkNonNegative } from "../core/check.js";
import type { Group } from "./group.js";
import { groupPenalty, type GroupWeights } from "./groupPenalty.js";
import type { ProximalMap } from "./proximalMap.js";

export interface GroupLassoOptions {
  /** w_g ≥ 0: as many as groups, or a function such as `({ indices }) => Math.sqrt(indices.length)`. Default: 1. */
  readonly weights?: GroupWeights;
}

/**
 * @param mu μ ≥ 0.
 * @param groups Disjoint; coordinates in none of them are not regularised.
 */
export function groupLasso(
  mu: number,
  groups: readonly Group[],
  options: GroupLassoOptions = {},
): ProximalMap {
  checkNonNegative("prox.groupLasso", "mu", mu);
  const name = `groupLasso(${mu}, ${groups.length} groups)`;
  return groupPenalty("prox.groupLasso", name, { mu1: 0, mu2: mu, groups, ...options });
}

/**
 * Sparse group lasso, r(x) = Σ_g μ₁ ‖x_g‖₁ + μ₂ w_g ‖x_g‖: zero groups, and zeros within those that stay.
 *
 * Its map is soft thresholding by μ₁/τ followed by that of the group lasso, for diagonal τ too: the second keeps signs and
 * zeros, so every subgradient of ‖·‖₁ that the first used is still one behind the second. Yu (2013), "On decomposing the
 * proximal map", NeurIPS 26; Simon et al. (2013), doi:10.1080/10618600.2012.681250.
 */
import { checkNonNegative } from "../core/check.js";
import type { Group } from "./group.js";
import type { GroupLassoOptions } from "./groupLasso.js";
import { groupPenalty } from "./groupPenalty.js";
import type { ProximalMap } from "./proximalMap.js";

/**
 * @param mu1 μ₁ ≥ 0, of single coordinates.
 * @param mu2 μ₂ ≥ 0, of groups.
 * @param groups Disjoint; coordinates in none of them are not regularised, by μ₁ neither.
 */
export function sparseGroupLasso(
  mu1: number,
  mu2: number,
  groups: readonly Group[],
  options: GroupLassoOptions = {},
): ProximalMap {
  checkNonNegative("prox.sparseGroupLasso", "mu1", mu1);
  checkNonNegative("prox.sparseGroupLasso", "mu2", mu2);
  const name = `sparseGroupLasso(${mu1}, ${mu2}, ${groups.length} groups)`;
  return groupPenalty("prox.sparseGroupLasso", name, { mu1, mu2, groups, ...options });
}

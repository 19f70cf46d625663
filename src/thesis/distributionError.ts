/**
 * How far an estimated cumulative distribution F is from that of a full list of eigenvalues, G: sup |F − G| where |λ| ≥ `from`, and how
 * often F's bars hold G. G jumps at eigenvalues only and F is continuous, so both sides of every jump are all that has
 * to be looked at.
 */
import { checkInteger } from "../core/check.js";
import type { Cumulative } from "../spectrum/cumulative.js";

export interface DistributionError {
  /** sup |F − G|, a share of the eigenvalues. */
  readonly sup: number;
  /** The share of the eigenvalues at which the bars hold G, or a part of its jump. */
  readonly held: number;
}

/**
 * @param exact All eigenvalues, ascending.
 * @param from Only |λ| ≥ from are looked at.
 */
export function distributionError(
  cumulative: (grid: Float64Array) => Cumulative,
  exact: Float64Array,
  from = 0,
): DistributionError {
  const kept = [...exact.keys()].filter((i) => Math.abs(exact[i]) >= from);
  checkInteger("distributionError", "number of eigenvalues", kept.length, 1);
  const grid = Float64Array.from(new Set(kept.map((i) => exact[i])));
  const { value, lower, upper } = cumulative(grid);
  let [sup, held] = [0, 0];
  grid.forEach((x, j) => {
    const [before, after] = [exact.indexOf(x), exact.lastIndexOf(x) + 1];
    const [low, high] = [before / exact.length, after / exact.length];
    sup = Math.max(sup, Math.abs(value[j] - low), Math.abs(value[j] - high));
    if (lower[j] <= high && low <= upper[j]) held += after - before;
  });
  return { sup, held: held / kept.length };
}

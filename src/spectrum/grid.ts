/** Points at which a density or distribution is wanted. */
import { checkFinite } from "../core/check.js";

/** Throws unless the points are finite and ascend. */
export function checkGrid(caller: string, grid: Float64Array): void {
  checkFinite(caller, "grid", grid);
  if (grid.every((x, i) => i === 0 || x > grid[i - 1])) return;
  throw new RangeError(`${caller}: grid must ascend, got a step that does not`);
}

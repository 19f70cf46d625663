/** A weight of a layer at the moment that is shown. */
import { drawnMoments } from "../../src/figures/sparsityHeatmap.js";
import type { SparsityState, WeightSelection } from "../contract.js";

/** @returns undefined where there is none. */
export function weightAt(
  { input, frame }: Pick<SparsityState, "input" | "frame">,
  { layer, row, column }: Pick<WeightSelection, "layer" | "row" | "column">,
): WeightSelection | undefined {
  const found = input.layers.find(({ name }) => name === layer);
  if (found === undefined) return undefined;
  const [rows, columns] = found.shape;
  const moments = drawnMoments(found);
  const moment = moments[Math.min(frame, moments.length - 1)];
  const inside = row >= 0 && row < rows && column >= 0 && column < columns;
  const value = inside ? moment?.values[row * columns + column] : undefined;
  if (moment === undefined || value === undefined) return undefined;
  return { layer, row, column, value, step: moment.step };
}

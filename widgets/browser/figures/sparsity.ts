/** Controls and cells of the heat maps of weights. */
import { middleOfBlock } from "../../../src/figures/sparsityCells.js";
import type { SparsityState, WeightSelection } from "../../contract.js";
import { allSparsity, atFrame } from "../../figures/inputFigures.js";
import { weightAt } from "../../figures/weightAt.js";
import type { DrawnCell, DrawnTrace, LiveFigure } from "../liveFigure.js";
import { checkboxes } from "../parts/checkbox.js";
import { frameSlider } from "./frameSlider.js";
import { weightChooser } from "./weightChooser.js";

const keys = ["input", "shown", "frame"] as const;

export const liveSparsity: LiveFigure<SparsityState> = {
  name: "sparsity-heatmap",
  keys,
  draw: atFrame(allSparsity),
  controls: (context) => [
    checkboxes(context, {
      key: "shown",
      legend: "layers",
      names: () => context.model.get("input").layers.map(({ name }) => name),
      chosen: () => context.model.get("shown"),
      choose: (shown) => ({ shown }),
      most: 9,
    }),
    frameSlider(context, allSparsity, keys),
    weightChooser(context),
  ],
  pickCell,
  placeOf: ({ layer, row, column }, traces) => {
    const trace = traces.find(({ name }) => name === layer);
    return trace && { trace, x: column, y: row };
  },
  zoomed: ({ shown }) => shown.join(),
};

/** The weight itself: a cell stands for a block where there are more weights than are drawn. */
function pickCell(
  { trace, row, column }: DrawnCell,
  state: SparsityState,
): WeightSelection | undefined {
  const layer = state.input.layers.find(({ name }) => name === trace.name);
  if (layer === undefined) return undefined;
  const [rows, columns] = layer.shape;
  return weightAt(state, {
    layer: layer.name,
    row: middleOfBlock(row, rows, blockOf(trace.y)),
    column: middleOfBlock(column, columns, blockOf(trace.x)),
  });
}

/** The centre of the first block tells its size. */
const blockOf = ([first]: DrawnTrace["x"] = []): number => 2 * Number(first ?? 0) + 1;

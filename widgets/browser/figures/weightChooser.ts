/** Chooses a weight by layer, row and column: what a click on a cell does, for those who have no mouse. */
import type { SparsityState, WeightSelection } from "../../contract.js";
import { weightAt } from "../../figures/weightAt.js";
import { choose } from "../choose.js";
import { element } from "../parts/element.js";
import { numberBox } from "../parts/numberBox.js";
import type { RenderContext } from "../render.js";

export function weightChooser({ model, signal }: RenderContext<SparsityState>): HTMLElement {
  const layer = element("select", "menu eigenscape-layer", { "aria-label": "layer" });
  const [row, column] = [numberBox("row"), numberBox("column")];
  const button = element("button", "button", { type: "button" }, "choose weight");
  const said = element("output", "selection", { "aria-live": "polite" });
  const parts = [layer, row.part, column.part, button, said];
  const group = element("div", "chooser", { role: "group", "aria-label": "weight" }, ...parts);

  const fit = (): void => {
    const [rows, columns] = shapeOf(model.get("input"), layer.value);
    row.setMost(rows - 1);
    column.setMost(columns - 1);
  };
  const show = (): void => {
    const { selection, shown } = { selection: model.get("selection"), shown: model.get("shown") };
    const chosen = shown.find((name) => name === selection?.layer) ?? layer.value;
    layer.replaceChildren(...shown.map((name) => element("option", "option", {}, name)));
    layer.value = shown.includes(chosen) ? chosen : (shown[0] ?? "");
    if (selection !== null && selection.layer === layer.value) {
      [row.input.value, column.input.value] = [String(selection.row), String(selection.column)];
    }
    fit();
    said.value = selection === null ? "" : weightText(selection);
  };
  const pick = (): void => {
    fit();
    const place = { layer: layer.value, row: row.value(), column: column.value() };
    const weight = weightAt({ input: model.get("input"), frame: model.get("frame") }, place);
    if (weight !== undefined) choose(model, weight);
  };
  show();
  model.onChange(show, signal);
  for (const part of [layer, row.input, column.input])
    part.addEventListener("change", pick, { signal });
  button.addEventListener("click", pick, { signal });
  return group;
}

const shapeOf = ({ layers }: SparsityState["input"], layer: string): readonly [number, number] =>
  layers.find(({ name }) => name === layer)?.shape ?? [1, 1];

const weightText = ({ layer, row, column, value, step }: WeightSelection): string =>
  `${layer}, row ${row}, column ${column}: ${Number(value.toPrecision(4))} at step ${step}`;

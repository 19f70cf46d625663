/** Controls and places of the loss along a path: a slider moves along it. */
import type { LossPathState, PlaceOnPath } from "../../contract.js";
import { lossFigure } from "../../figures/inputFigures.js";
import { choose } from "../choose.js";
import type { DrawnPoint, LiveFigure } from "../liveFigure.js";
import { checkbox } from "../parts/checkbox.js";
import { element } from "../parts/element.js";
import { slider } from "../parts/slider.js";
import type { RenderContext } from "../render.js";

export const liveLossPath: LiveFigure<LossPathState> = {
  name: "loss-path",
  keys: ["input", "scale"],
  draw: lossFigure,
  controls: (context) => [
    checkbox(context, { key: "scale", label: "log loss", on: "log", off: "linear" }),
    placeSlider(context),
  ],
  pick: ({ trace, x }: DrawnPoint, { input }) =>
    trace.mode === "lines" ? nearest(input.t, Number(x)) : undefined,
  describe: ({ index, t }) => `point ${index} of the path, t = ${Number(t.toPrecision(4))}`,
  zoomed: ({ scale }) => scale,
};

function placeSlider(context: RenderContext<LossPathState>): HTMLElement {
  const { model } = context;
  const t = (): Float64Array => model.get("input").t;
  const at = (): number => model.get("selection")?.index ?? 0;
  const { parts } = slider(context, {
    name: "place",
    label: "place t",
    range: () => ({ min: 0, max: t().length - 1, step: 1 }),
    position: at,
    move: (index) => choose(model, { index, t: t()[index] ?? NaN }),
    text: () => String(Number((t()[at()] ?? NaN).toPrecision(4))),
  });
  return element("div", "time", { role: "group", "aria-label": "place on the path" }, ...parts);
}

/** What is drawn is rounded. */
function nearest(t: Float64Array, x: number): PlaceOnPath {
  const index = t.reduce(
    (best, value, i) => (Math.abs(value - x) < Math.abs((t[best] ?? NaN) - x) ? i : best),
    0,
  );
  return { index, t: t[index] ?? NaN };
}

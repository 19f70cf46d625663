/**
 * What a reader looks at on a plane: dragged by mouse or finger, moved by buttons without them. The region is state, so all
 * views show the same, and code that follows it can evaluate the loss there.
 */
import type { PlaneRegion, TrajectoryState } from "../../contract.js";
import { trajectoryFigure } from "../../figures/inputFigures.js";
import { element } from "../parts/element.js";
import type { FullAxes, LayoutChanges } from "../plotPanel.js";
import type { RenderContext, ViewModel } from "../render.js";

type Model = ViewModel<TrajectoryState>;
type Range = readonly [number, number];

/** Of the region's width: what a press moves it by. */
const part = 0.25;

/** Name, text, change of α and of β in widths, and of the width. */
const moves = [
  ["left", "←", -part, 0, 1],
  ["right", "→", part, 0, 1],
  ["up", "↑", 0, part, 1],
  ["down", "↓", 0, -part, 1],
  ["closer", "+", 0, 0, 0.5],
  ["further", "−", 0, 0, 2],
] as const;

export function regionButtons({ model, signal }: RenderContext<TrajectoryState>): HTMLElement {
  const buttons = moves.map(([name, text, right, up, factor]) => {
    const button = element("button", "button", { type: "button", "aria-label": name }, text);
    const move = (): void => {
      const { alpha, beta } = model.get("region") ?? whole(model);
      const region = { alpha: moved(alpha, right, factor), beta: moved(beta, up, factor) };
      model.set({ region });
    };
    button.addEventListener("click", move, { signal });
    return button;
  });
  const all = element("button", "button", { type: "button" }, "whole plane");
  all.addEventListener("click", () => model.set({ region: null }), { signal });
  const label = element("span", "label", {}, "region");
  const group = element("div", "chooser", { role: "group", "aria-label": "region" }, label);
  group.append(...buttons, all);
  const show = (): void => {
    group.hidden = model.get("kind") === "surface"; // which is turned, not moved
    all.disabled = model.get("region") === null;
  };
  show();
  model.onChange(show, signal);
  return group;
}

/** Grid and path, as the figure shows them. */
function whole(model: Model): PlaneRegion {
  const state = { ...stateOf(model), region: null };
  const { xaxis, yaxis } = trajectoryFigure(state).layout;
  return { alpha: xaxis.range ?? [-1, 1], beta: yaxis.range ?? [-1, 1] };
}

const stateOf = (model: Model): TrajectoryState => ({
  input: model.get("input"),
  kind: "contour",
  scale: "linear",
  until: model.get("until"),
  region: null,
  selection: null,
});

function moved([low, high]: Range, by: number, factor: number): Range {
  const [middle, half] = [(low + high) / 2 + by * (high - low), (factor * (high - low)) / 2];
  return [tidy(middle - half), tidy(middle + half)];
}

/** Both axes after a drag or a zoom; the whole after a double click; undefined where another thing was changed. */
export function regionAfter(
  changes: LayoutChanges,
  { xaxis, yaxis }: FullAxes,
): { readonly region: PlaneRegion | null } | undefined {
  const keys = Object.keys(changes).filter((key) => /^[xy]axis\.(range|autorange)/.test(key));
  if (keys.length === 0) return undefined;
  if (keys.some((key) => key.endsWith(".autorange"))) return { region: null };
  const [alpha, beta] = [rangeOf(xaxis), rangeOf(yaxis)];
  return alpha && beta && { region: { alpha, beta } };
}

function rangeOf({ range }: NonNullable<FullAxes["xaxis"]> = {}): Range | undefined {
  return range && [tidy(range[0]), tidy(range[1])];
}

/** As exact as a mouse. */
const tidy = (value: number): number => Number(value.toPrecision(6));

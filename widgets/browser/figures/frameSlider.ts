/** The slider of a figure that moves, over the moments that are drawn. */
import type { Figure } from "../../../src/figures/figure.js";
import type { AnyTrace } from "../../../src/figures/plotlyJson.js";
import type { Theme } from "../../../src/figures/palette.js";
import { momentNames } from "../../figures/momentOf.js";
import { pageTheme } from "../pageTheme.js";
import { entry } from "../parts/checkbox.js";
import { timeSlider } from "../parts/timeSlider.js";
import type { RenderContext } from "../render.js";

export function frameSlider<State extends { readonly frame: number }>(
  context: RenderContext<State>,
  all: (state: State, theme?: Theme) => Figure<AnyTrace>,
  keys: readonly (keyof State & string)[],
): HTMLElement {
  const { model } = context;
  const names = (): readonly string[] => {
    const state: unknown = Object.fromEntries(keys.map((key) => [key, model.get(key)]));
    return momentNames(all(state as State, pageTheme()));
  };
  const position = (): number => Math.min(model.get("frame"), Math.max(0, names().length - 1));
  return timeSlider(context, {
    label: "step",
    count: () => names().length,
    position,
    move: (index) => model.set(entry<State, "frame">("frame", index)),
    text: (index) => names()[index] ?? "",
  });
}

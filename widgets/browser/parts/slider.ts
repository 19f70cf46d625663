/** A labelled slider with its value beside it. Plain HTML, so keyboard and screen reader work. */
import type { RenderContext } from "../render.js";
import { element } from "./element.js";

export interface SliderOptions {
  /** Class and name of its parts. */
  readonly name: string;
  readonly label: string;
  /** Where it stands, and between which ends it moves, in its own unit. */
  readonly range: () => { readonly min: number; readonly max: number; readonly step: number };
  readonly position: () => number;
  readonly move: (position: number) => void;
  /** The value in words. */
  readonly text: () => string;
}

export function slider<State>(
  { model, signal }: RenderContext<State>,
  { name, label, range, position, move, text }: SliderOptions,
): { readonly input: HTMLInputElement; readonly parts: readonly HTMLElement[] } {
  const input = element("input", `slider eigenscape-${name}`, { type: "range" });
  const value = element("output", `slider-value eigenscape-${name}-value`);
  const show = (): void => {
    const { min, max, step } = range();
    Object.assign(input, { min: String(min), max: String(max), step: String(step) });
    const moved = Math.abs(Number(input.value) - position()) > step;
    // A hand on the slider is not corrected by the rounding of its own value.
    if (document.activeElement !== input || moved) input.value = String(position());
    value.value = text();
    input.setAttribute("aria-valuetext", value.value);
  };
  show();
  model.onChange(show, signal);
  input.addEventListener("input", () => move(Number(input.value)), { signal });
  return { input, parts: [element("label", "label", {}, `${label} `, input), value] };
}

/** A slider through moments, with a button that plays them, four a second, from the first if at the end. */
import type { RenderContext } from "../render.js";
import { element } from "./element.js";
import { slider } from "./slider.js";

const pauseMs = 250;

export interface TimeSliderOptions {
  readonly label: string;
  readonly count: () => number;
  readonly position: () => number;
  readonly move: (index: number) => void;
  /** A moment in words. */
  readonly text: (index: number) => string;
}

export function timeSlider<State>(
  context: RenderContext<State>,
  { label, count, position, move, text }: TimeSliderOptions,
): HTMLElement {
  const { model, signal } = context;
  const { input, parts } = slider(context, {
    name: "time",
    label,
    range: () => ({ min: 0, max: Math.max(0, count() - 1), step: 1 }),
    position,
    move,
    text: () => text(position()),
  });
  const play = element("button", "button eigenscape-play", { type: "button" });
  const group = element("div", "time", { role: "group", "aria-label": label }, play, ...parts);
  let timer: ReturnType<typeof setInterval> | undefined;
  const show = (): void => {
    play.textContent = timer === undefined ? "▶ play" : "❚❚ pause";
    group.hidden = count() < 2;
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    show();
  };
  const next = (): void => (position() >= count() - 1 ? stop() : move(position() + 1));
  const start = (): void => {
    if (position() >= count() - 1) move(0);
    timer = setInterval(next, pauseMs);
    show();
  };
  play.addEventListener("click", () => (timer === undefined ? start() : stop()), { signal });
  input.addEventListener("pointerdown", stop, { signal });
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  show();
  model.onChange(show, signal);
  return group;
}

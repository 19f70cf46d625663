/**
 * Slider and buttons of a figure that moves: plotly draws its frames without a kernel. One frame per
 * slider step, the last one is shown at first, for that is the result.
 */
import { checkInteger } from "../core/check.js";
import type { Palette } from "./palette.js";
import type { Buttons, Frame, Slider } from "./plotlyAnimation.js";
import type { AnyTrace, Layout } from "./plotlyJson.js";
import { clear } from "./theme.js";

/** Room that slider and buttons need below the plot, in pixels. */
export const sliderHeight = 96;

export interface AnimationStyle {
  readonly palette: Palette;
  /** Such as `step `, before the name of a frame. */
  readonly prefix: string;
  /** Pixels between the plot and the slider. */
  readonly below: number;
}

/** @param names One for each frame. */
export function animationLayout(
  names: readonly string[],
  style: AnimationStyle,
): Pick<Layout, "sliders" | "updatemenus"> {
  return { sliders: [slider(names, style)], updatemenus: [buttons(style)] };
}

function slider(names: readonly string[], { palette, prefix, below }: AnimationStyle): Slider {
  return {
    ...look(palette),
    x: 0,
    xanchor: "left",
    len: 1,
    pad: { t: below, b: 8 },
    active: names.length - 1,
    activebgcolor: palette.axis,
    tickcolor: palette.axis,
    currentvalue: { prefix, font: { color: palette.text, size: 13 } },
    steps: names.map((name) => ({ method: "animate", label: name, args: [[name], timing(0)] })),
  };
}

function buttons({ palette, below }: AnimationStyle): Buttons {
  const play = [null, { ...timing(250), fromcurrent: true }];
  const pause = [[null], timing(0)];
  return {
    ...look(palette),
    bgcolor: clear,
    x: 1,
    xanchor: "right", // beside the name of the step, however narrow the figure is
    pad: { t: below - 6 },
    type: "buttons",
    direction: "left",
    showactive: false,
    buttons: [
      { method: "animate", label: "▶", args: play },
      { method: "animate", label: "❚❚", args: pause },
    ],
  };
}

const look = ({ grid, axis, text }: Palette) =>
  ({
    y: 0,
    yanchor: "top",
    bgcolor: grid,
    bordercolor: axis,
    font: { color: text, size: 12 },
  }) as const;

const timing = (duration: number) => ({
  mode: "immediate",
  transition: { duration: 0 },
  frame: { duration, redraw: true },
});

/** Evenly spaced ones, with the first and the last, where there are more than `most`. */
export function pickFrames<T>(frames: readonly T[], most: number): readonly T[] {
  if (frames.length <= most) return frames;
  const last = frames.length - 1;
  return Array.from({ length: most }, (_, i) => frames[Math.round((i * last) / (most - 1))]);
}

export interface DrawnFrame<T extends AnyTrace> {
  readonly step: number;
  readonly data: readonly T[];
  /** Below the title, where it says something else in every frame. */
  readonly subtitle?: string | undefined;
}

/**
 * @param changing The entries of a trace that differ between frames. Default: all.
 * @param still How many of the first traces are the same in all frames, and left out of them.
 * @returns What shows first, and, of more than one, all frames by the names of their steps.
 */
export function animation<T extends AnyTrace>(
  caller: string,
  drawn: readonly DrawnFrame<T>[],
  changing: (trace: T) => Partial<T> = (trace) => trace,
  still = 0,
): { data: readonly T[]; frames?: readonly Frame<T>[] } {
  checkInteger(caller, "number of frames", drawn.length, 1);
  const { data } = drawn[drawn.length - 1];
  if (drawn.length === 1) return { data };
  const frames = drawn.map(({ step, data: all, subtitle }) => ({
    name: String(step),
    ...(subtitle !== undefined && { layout: { title: { subtitle: { text: subtitle } } } }),
    ...(still > 0 && { traces: all.map((_, i) => i).slice(still) }),
    data: all.slice(still).map(changing),
  }));
  // Not the objects of the last frame: plotly writes each frame that it shows into the data.
  return { data: structuredClone(data), frames };
}

/**
 * One moment of a figure that moves, as a figure that does not: the widget's own slider takes the
 * place of plotly's. All moments are computed once for an input and its options.
 */
import { sliderHeight } from "../../src/figures/animation.js";
import { Figure } from "../../src/figures/figure.js";
import type { AnyTrace, Layout } from "../../src/figures/plotlyJson.js";

/** Of each input, by options; a few, since boxes can be ticked in many ways. */
const kept = new WeakMap<object, Map<string, Figure<AnyTrace>>>();
const most = 8;

/** The figure with all its moments, from an earlier time if the options are the same. */
export function keptFigure(
  input: object,
  options: object,
  draw: () => Figure<AnyTrace>,
): Figure<AnyTrace> {
  const figures = kept.get(input) ?? new Map<string, Figure<AnyTrace>>();
  kept.set(input, figures);
  const words = JSON.stringify(options);
  const figure = figures.get(words) ?? draw();
  if (figures.size >= most) figures.clear();
  figures.set(words, figure);
  return figure;
}

/** @param frame Counted from 0; beyond the last one it is the last one. */
export function momentOf(figure: Figure<AnyTrace>, frame: number): Figure<AnyTrace> {
  const { frames = [] } = figure;
  const moment = frames[Math.min(frame, frames.length - 1)];
  if (moment === undefined) return figure;
  const changes = new Map(
    moment.data.map((change, i) => [moment.traces?.[i] ?? i, change] as const),
  );
  const data = figure.data.map((trace, i) => ({ ...trace, ...changes.get(i) }) as AnyTrace);
  const { config } = figure;
  return new Figure({ data, layout: withoutSlider(figure.layout), config }, figure.toString());
}

type Writable = { -readonly [K in keyof Layout]: Layout[K] };

/** The room below the plot that plotly's slider would take. */
function withoutSlider(figure: Layout): Layout {
  const layout: Writable = { ...figure };
  delete layout.sliders;
  delete layout.updatemenus;
  const { height, margin } = layout;
  if (height === undefined || margin === undefined) return layout;
  const less = { ...margin, b: margin.b - sliderHeight };
  return { ...layout, height: height - sliderHeight, margin: less };
}

/** Names of the moments: their steps. */
export function momentNames({ frames = [] }: Figure<AnyTrace>): readonly string[] {
  return frames.map(({ name }) => name);
}

/** The result, with which a widget begins. */
export function lastFrame(figure: Figure<AnyTrace>): number {
  return Math.max(0, momentNames(figure).length - 1);
}

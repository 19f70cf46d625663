/** Colours of numbers: the sequential scale, alone or with a step below it for exact zeros. */
import type { Palette } from "./palette.js";
import type { ColorBar, ColorScale } from "./plotlyJson.js";
import { powerOfTen } from "./powerOfTen.js";

/** Small to large over the whole range. */
export function sequentialScale({ sequential }: Palette): ColorScale {
  return sequential.map((colour, i) => [share(i / (sequential.length - 1)), colour]);
}

/** @param part The lowest share of the range: all of it is zero. */
export function scaleWithZero({ sequential, zero }: Palette, part: number): ColorScale {
  const above = sequential.map((colour, i): [number, string] => [
    share(part + ((1 - part) * i) / (sequential.length - 1)),
    colour,
  ]);
  return [[0, zero], [share(part), zero], ...above];
}

/** One of `sequential`, for lines: value 0 has the first, 1 the last. */
export function colourAt({ sequential }: Palette, value: number): string {
  const last = sequential.length - 1;
  return sequential[Math.max(0, Math.min(last, Math.round(value * last)))];
}

export interface BarLabels {
  readonly tickvals: readonly number[];
  readonly ticktext: readonly string[];
}

export function colorBar(title: string, labels?: BarLabels): ColorBar {
  return {
    title: { text: title, side: "right", font: { size: 12 } },
    thickness: 14,
    outlinewidth: 0,
    tickfont: { size: 11 },
    ...labels,
  };
}

/** Powers of ten in [low, high] (exponents), at most `most` of them. */
export function powerLabels(low: number, high: number, most = 7): BarLabels {
  const step = Math.max(1, Math.ceil((high - low) / most));
  const first = Math.ceil(low / step - 1e-9) * step;
  const count = Math.max(0, Math.floor((high - first) / step + 1e-9) + 1);
  const tickvals = Array.from({ length: count }, (_, i) => first + i * step);
  return { tickvals, ticktext: tickvals.map(powerOfTen) };
}

/** Three digits are finer than a colour. */
const share = (value: number): number => Number(value.toFixed(3));

/** The distribution of the weights' magnitudes: which share of them is at most so large, on a logarithmic axis. */
import { checkInteger } from "../core/check.js";
import { Figure } from "../figures/figure.js";
import { palettes, type Theme } from "../figures/palette.js";
import type { Layout, Trace } from "../figures/plotlyJson.js";
import { baseAxis, baseLayout, baseTitle, legendBelow } from "../figures/theme.js";
import { significant } from "../figures/thin.js";

export interface Magnitudes {
  readonly name: string;
  /** Weights, in any order. */
  readonly weights: ArrayLike<number>;
}

export interface MagnitudesFigureOptions {
  readonly title: string;
  readonly subtitle: string;
  /** What a reader who does not see it is told. Default: title and subtitle. */
  readonly text?: string;
  readonly theme?: Theme;
}

/** Powers of ten that are shown; what is smaller is part of the curves' left ends. */
const [lowest, highest] = [-6, 0.5];

/** In steps of a twentieth of a decade. */
const limits = Float64Array.from(
  { length: Math.round((highest - lowest) * 20) + 1 },
  (_, i) => 10 ** (lowest + i / 20),
);

/** @param sets At most eight: four colours, with lines and dashes; neighbours in the list share a colour. */
export function magnitudesFigure(
  sets: readonly Magnitudes[],
  { title, subtitle, text = `${title}: ${subtitle}`, theme = "light" }: MagnitudesFigureOptions,
): Figure {
  const palette = palettes[theme];
  checkInteger("magnitudesFigure", "number of sets", sets.length, 1, 2 * palette.series.length);
  const data = sets.map(({ name, weights }, i): Trace => ({
    ...{ type: "scatter", name, mode: "lines" },
    x: significant(limits),
    y: significant(sharesUpTo(weights, limits), 4),
    line: {
      ...{ color: palette.series[i >> 1], width: 2 },
      ...(i % 2 === 1 && { dash: "dash" as const }),
    },
    hovertemplate: "%{y:.3f} of the weights ≤ %{x:.2g}<extra></extra>",
  }));
  const layout: Layout = {
    ...baseLayout(palette),
    ...legendBelow({ rows: 2, height: 460 }),
    title: baseTitle(palette, title, subtitle),
    xaxis: {
      ...baseAxis(palette, "|w|"),
      ...{ type: "log", exponentformat: "power", dtick: 1, range: [lowest, highest] },
    },
    yaxis: { ...baseAxis(palette, "share of the weights ≤ |w|"), range: [-0.02, 1.03] },
    meta: { eigenscape: "magnitudes" },
  };
  return new Figure({ data, layout }, text);
}

/** The share of the values whose magnitude is at most each of the limits, which ascend. Cost: a sort of the values. */
export function sharesUpTo(values: ArrayLike<number>, upTo: ArrayLike<number>): Float64Array {
  checkInteger("sharesUpTo", "number of values", values.length, 1);
  const sorted = Float64Array.from(values, Math.abs).sort();
  let count = 0;
  return Float64Array.from(upTo, (limit) => {
    while (count < sorted.length && sorted[count] <= limit) count++;
    return count / sorted.length;
  });
}

/** The colour scale of |w|: exact zero is a colour of its own below a logarithmic scale. */
import { colorBar, powerLabels, scaleWithZero } from "./colorScale.js";
import type { Palette } from "./palette.js";
import type { HeatmapTrace } from "./plotlyJson.js";

export interface SparsityScale extends Required<
  Pick<HeatmapTrace, "zmin" | "zmax" | "colorscale" | "colorbar">
> {
  /** Where |w| lies on the scale. */
  readonly place: (magnitude: number) => number;
}

/** Part of the scale that means zero. */
const zeroPart = 0.1;

/** What is smaller than the largest by more than this has the colour of the smallest. */
const decades = 6;

/** @param least The smallest |w| > 0. */
export function sparsityScale(least: number, largest: number, palette: Palette): SparsityScale {
  const top = Math.log10(largest);
  const low = Math.max(top - decades, Math.min(Math.log10(least), top - 1));
  const zmin = tidy(low - ((top - low) * zeroPart) / (1 - zeroPart));
  const zmax = tidy(top);
  const smallest = low + 0.02 * (top - low); // off the step, on which rounding would decide
  const { tickvals, ticktext } = powerLabels(Math.ceil(low), top, 6);
  return {
    zmin,
    zmax,
    colorscale: scaleWithZero(palette, zeroPart),
    colorbar: colorBar("|w|", {
      tickvals: [tidy(zmin + 0.5 * zeroPart * (zmax - zmin)), ...tickvals],
      ticktext: ["exactly 0", ...ticktext],
    }),
    place: (w) => (w === 0 ? zmin : tidy(Math.max(smallest, Math.log10(w)))),
  };
}

const tidy = (value: number): number => Number(value.toFixed(2));

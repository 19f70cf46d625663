/** Losses on a grid of a plane as a contour plot or a surface, thinned to what a screen shows. */
import { short } from "./describe.js";
import type { ColorBar, ColorScale, ContourTrace, SurfaceTrace } from "./plotlyJson.js";
import { significant } from "./thin.js";

export interface PlaneGrid {
  /** Ascending, evenly spaced. */
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  /** Row by row: loss[j · alpha.length + i] at (alpha[i], beta[j]). */
  readonly loss: Float64Array;
}

export interface PlaneStyle {
  readonly kind: "contour" | "surface";
  /** Where a loss lies on the colour scale. */
  readonly level: (loss: number) => number;
  readonly colorscale: ColorScale;
  readonly colorbar: ColorBar;
  /** Colour of the lines between levels. */
  readonly line: string;
}

/** Points per side; with hover texts 70 of them take about 100 kB. */
const most = 70;

/** Levels of the contour plot, which a reader can tell apart. */
const levelCount = 16;

export function thinnedPlane({ alpha, beta, loss }: PlaneGrid, points = most): PlaneGrid {
  const [columns, rows] = [evenIndices(alpha.length, points), evenIndices(beta.length, points)];
  return {
    alpha: Float64Array.from(columns, (i) => alpha[i]),
    beta: Float64Array.from(rows, (j) => beta[j]),
    loss: Float64Array.from(rows.flatMap((j) => columns.map((i) => loss[j * alpha.length + i]))),
  };
}

/** Every k-th index from 0, at most `count` of them: an even grid stays even. */
export function evenIndices(length: number, count: number): number[] {
  const step = Math.max(1, Math.ceil((length - 1) / (count - 1)));
  return Array.from({ length: Math.floor((length - 1) / step) + 1 }, (_, i) => i * step);
}

export function planeTrace(
  { alpha, beta, loss }: PlaneGrid,
  { kind, level, colorscale, colorbar, line }: PlaneStyle,
): ContourTrace | SurfaceTrace {
  const rows = Array.from(beta, (_, j) =>
    Array.from(loss.subarray(j * alpha.length, (j + 1) * alpha.length)),
  );
  const levels = rows.map((row) => row.map(level));
  const digits = digitsOf(levels.flat());
  const z = levels.map((row) => significant(row, digits));
  const [low, high] = z
    .flat()
    .reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const field = {
    name: "loss",
    x: significant(alpha),
    y: significant(beta),
    z,
    text: rows.map((row) => row.map(short)),
    hovertemplate: "α = %{x:.3g}, β = %{y:.3g}<br>loss %{text}<extra></extra>",
    colorscale,
    colorbar,
  };
  if (kind === "surface") return { ...field, type: "surface", cmin: low, cmax: high };
  const size = (high - low || 1) / levelCount;
  return {
    ...field,
    type: "contour",
    autocontour: false,
    contours: { start: low + size, end: high - size / 2, size },
    zmin: low,
    zmax: high,
    line: { color: line, width: 0.5 },
  };
}

/** Four of the range: where losses differ by little, four of the losses would be steps in the contours. */
function digitsOf(levels: readonly number[]): number {
  const [low, high] = [levels.reduce((a, b) => Math.min(a, b)), levels.reduce((a, b) => Math.max(a, b))]; // prettier-ignore
  const magnitude = Math.max(Math.abs(low), Math.abs(high)) / (high - low || 1);
  return Math.min(12, 4 + Math.max(0, Math.floor(Math.log10(magnitude || 1))));
}

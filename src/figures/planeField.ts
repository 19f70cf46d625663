/** Losses on a plane as the field of a figure: its scale with the labels of the colour bar, and ranges of its axes. */
import { checkChoice, checkFinite, checkInteger, checkLength } from "../core/check.js";
import { colorBar, powerLabels, sequentialScale, type BarLabels } from "./colorScale.js";
import { short } from "./describe.js";
import type { Palette } from "./palette.js";
import { evenIndices, planeTrace, thinnedPlane, type PlaneGrid } from "./planeGrid.js";
import type { ContourTrace, SurfaceTrace } from "./plotlyJson.js";

export interface PlaneFieldStyle {
  readonly kind: "contour" | "surface";
  readonly scale: "log" | "linear";
  readonly palette: Palette;
  /** Points per side. Default: that of planes that fill a figure. */
  readonly points?: number;
}

export interface PlaneField {
  readonly field: ContourTrace | SurfaceTrace;
  /** Where a loss lies on the scale. */
  readonly level: (loss: number) => number;
  /** Labels of a logarithmic scale. */
  readonly bar: BarLabels | undefined;
}

export function checkPlane(caller: string, { alpha, beta, loss }: PlaneGrid, scale: string): void {
  checkInteger(caller, "number of α", alpha.length, 2);
  checkInteger(caller, "number of β", beta.length, 2);
  checkLength(caller, "plane.loss", loss, alpha.length * beta.length);
  checkFinite(caller, "plane.loss", loss);
  checkChoice(caller, "scale", scale, ["log", "linear"]);
  const [low] = extent(loss);
  if (scale === "log" && low <= 0)
    throw new RangeError(`${caller}: losses on a logarithmic scale must be > 0, got ${low}`);
}

export function planeField(
  plane: PlaneGrid,
  { kind, scale, palette, points }: PlaneFieldStyle,
): PlaneField {
  const [low, high] = extent(plane.loss);
  const level = scale === "log" ? Math.log10 : (loss: number) => loss;
  const labelled = scale === "log" ? powerLabels(level(low), level(high)) : undefined;
  const bar = labelled && labelled.tickvals.length < 2 ? logLabels(low, high) : labelled;
  const field = planeTrace(thinnedPlane(plane, points), {
    kind,
    level,
    colorscale: sequentialScale(palette),
    colorbar: colorBar("loss", bar),
    line: palette.paper,
  });
  return { field, level, bar };
}

/** "log" where all losses are positive and differ by more than a factor of 100. */
export function ownScale({ loss }: PlaneGrid): "log" | "linear" {
  const [low, high] = extent(loss);
  return low > 0 && high > 100 * low ? "log" : "linear";
}

export function extent(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of Array.from(values)) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Less than a decade: its ends and what lies between. */
function logLabels(low: number, high: number): BarLabels {
  const values = evenIndices(101, 4).map((i) => low * (high / low) ** (i / 100));
  return { tickvals: values.map(Math.log10), ticktext: values.map(short) };
}

/** The grid and the path, whichever reaches further. */
export function rangeAround(grid: Float64Array, path: ArrayLike<number> = []): [number, number] {
  const [low, high] = extent([...grid, ...Array.from(path)]);
  const inside = low >= Math.min(...grid) && high <= Math.max(...grid);
  const margin = inside ? 0 : 0.03 * (high - low);
  return [low - margin, high + margin];
}

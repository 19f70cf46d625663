/**
 * Several densities over each other: spectra of two moments of training, few probes and many, or
 * Lanczos quadrature and KPM. Each has a colour with its band in it; isolated eigenvalues are stems of that colour.
 */
import { checkChoice, checkInteger } from "../core/check.js";
import { bandedCurve } from "./bandedCurve.js";
import { densityFloor, densityRange } from "./densityAxis.js";
import type { Atom } from "./densityInput.js";
import { Figure } from "./figure.js";
import type { Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Layout, Trace } from "./plotlyJson.js";
import { stems } from "./stems.js";
import { baseAxis, baseLayout, baseTitle } from "./theme.js";

/** What `spectrum.density()` and `kpm` give. */
export interface ComparedCurve {
  readonly grid: Float64Array;
  readonly density: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Standard deviation of its smoothing, where it is one number. */
  readonly width?: number;
  readonly atoms?: readonly Atom[];
}

export interface ComparisonOptions {
  readonly title?: string;
  /** Such as `k.warnings` of kpm: the first one is the subtitle. */
  readonly warnings?: readonly string[];
  /** P: below a tenth of what one eigenvalue contributes, nothing is drawn. Default: 12 decades. */
  readonly size?: number;
  /** Of the density. Default "log". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

/** @param curves One to four by their names; on one linear axis λ. */
export function comparisonFigure(
  curves: Readonly<Record<string, ComparedCurve>>,
  {
    title = "Spectra compared",
    warnings = [],
    size = Infinity,
    scale = "log",
    theme = "light",
  }: ComparisonOptions = {},
): Figure {
  checkChoice("comparisonFigure", "scale", scale, ["log", "linear"]);
  const palette = palettes[theme];
  const named = Object.entries(curves);
  checkInteger("comparisonFigure", "number of curves", named.length, 1, palette.series.length);
  const all = named.map(([, curve]) => curve);
  const floor = scale === "log" ? Math.min(...all.map((curve) => floorOf(curve, size))) : 0;
  const data = named.flatMap(([name, curve], i) =>
    traces(name, curve, { color: palette.series[i], fill: palette.bands[i], floor, size }),
  );
  const subtitle = warnings.length > 0 ? firstOf(warnings) : "bands: 95 %";
  const layout: Layout = {
    ...baseLayout(palette),
    title: baseTitle(palette, title, subtitle),
    xaxis: { ...baseAxis(palette, "eigenvalue λ"), range: range(all) },
    yaxis: {
      ...baseAxis(palette, all.some(hasAtoms) ? "density ρ(λ) · outlier mass" : "density ρ(λ)"),
      ...densityRange(floor, Math.max(floor, ...all.map(topOf))),
    },
    meta: { eigenscape: "comparison" },
  };
  return new Figure({ data, layout }, `${title}: ${named.map(([n]) => n).join(", ")}; ${subtitle}`);
}

function traces(
  name: string,
  { grid, density, lower, upper, atoms = [] }: ComparedCurve,
  { size, ...style }: { color: string; fill: string; floor: number; size: number },
): Trace[] {
  const hovertemplate = `${name}<br>λ = %{x:.4g}<br>density %{y:.3g}<extra></extra>`;
  return [
    ...bandedCurve([{ x: grid, value: density, lower, upper }], {
      ...style,
      name,
      hovertemplate,
      points: 700,
    }),
    ...stems(atoms, { ...style, name, size, group: name }),
  ];
}

/** The first sentence of the first one: there is room for no more. */
function firstOf(warnings: readonly string[]): string {
  const [sentence] = warnings[0].split(/\. (?=[A-Z])/, 1);
  return warnings.length > 1 ? `${sentence} (1 of ${warnings.length} warnings)` : sentence;
}

const hasAtoms = ({ atoms = [] }: ComparedCurve): boolean => atoms.length > 0;

function floorOf({ upper, atoms = [], width, grid }: ComparedCurve, size: number): number {
  // A kernel whose width varies: about that of its grid.
  const spacing = (grid[grid.length - 1] - grid[0]) / grid.length;
  return densityFloor({ upper, atoms, width: width ?? spacing }, size);
}

function topOf({ upper, atoms = [] }: ComparedCurve): number {
  return [...upper, ...atoms.map(({ mass }) => mass)].reduce((a, b) => Math.max(a, b), 0);
}

function range(curves: readonly ComparedCurve[]): [number, number] {
  const ends = curves.flatMap(({ grid, atoms = [] }) => [
    grid[0],
    grid[grid.length - 1],
    ...atoms.map(({ value }) => value),
  ]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const margin = 0.02 * (high - low || 1);
  return [low - margin, high + margin];
}

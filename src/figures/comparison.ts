/**
 * Several densities over each other: spectra of two moments of training, few probes and many, or
 * Lanczos quadrature and KPM. Each has a colour with its band in it; isolated eigenvalues are stems of that colour.
 */
import { checkChoice, checkInteger } from "../core/check.js";
import { bandedCurve } from "./bandedCurve.js";
import { densityFloor, densityRange, densityTop, eigenvalueRange } from "./densityAxis.js";
import type { Atom, DensityCurve } from "./densityInput.js";
import { Figure } from "./figure.js";
import { logarithmicPieces, seenValues } from "./logarithmicCurve.js";
import type { Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Layout, Trace } from "./plotlyJson.js";
import { signedLogAxis, type SignedLogAxis } from "./signedLogAxis.js";
import { withError } from "./spectrumFinding.js";
import { stems } from "./stems.js";
import { baseAxis, baseLayout, baseTitle, legendBelow } from "./theme.js";

/** What `spectrum.density()` and `kpm` give. */
export interface ComparedCurve {
  readonly grid: Float64Array;
  readonly density: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Standard deviation of its smoothing, where it is one number. */
  readonly width?: number;
  readonly atoms?: readonly Atom[];
  /** On a log axis: the share of the eigenvalues that are zero up to rounding. */
  readonly zero?: DensityCurve["zero"] | undefined;
}

export interface ComparisonOptions {
  readonly title?: string;
  /** Such as `k.warnings` of kpm: the first one is the subtitle. */
  readonly warnings?: readonly string[];
  /** P: below a tenth of what one eigenvalue contributes, nothing is drawn. Default: 12 decades. */
  readonly size?: number;
  /** Of the eigenvalues. "log" needs densities per ln |λ|, `density({ axis: "log" })`. Default "linear". */
  readonly axis?: "linear" | "log";
  /** Of the density. Default "log". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

/** @param curves One to four by their names; all on one axis. */
export function comparisonFigure(
  curves: Readonly<Record<string, ComparedCurve>>,
  {
    title = "Spectra compared",
    warnings = [],
    size = Infinity,
    axis = "linear",
    scale = "log",
    theme = "light",
  }: ComparisonOptions = {},
): Figure {
  checkChoice("comparisonFigure", "scale", scale, ["log", "linear"]);
  checkChoice("comparisonFigure", "axis", axis, ["linear", "log"]);
  const palette = palettes[theme];
  const named = Object.entries(curves);
  checkInteger("comparisonFigure", "number of curves", named.length, 1, palette.series.length);
  const all = named.map(([, curve]) => curve);
  const floor = scale === "log" ? least(all, size) : 0;
  const log =
    axis === "log" ? signedLogAxis(all.flatMap((c) => seenValues(c, least(all, size)))) : undefined;
  const data = named.flatMap(([name, curve], i) =>
    traces(name, curve, { color: palette.series[i], fill: palette.bands[i], floor, size, log }),
  );
  const subtitle = warnings.length > 0 ? firstOf(warnings) : "bands: 95 %";
  const density = log ? "density per ln |λ|" : "density ρ(λ)";
  const layout: Layout = {
    ...baseLayout(palette),
    ...(log && legendBelow({ height: 460 })), // no corner is free there
    title: baseTitle(palette, title, subtitle),
    xaxis: { ...baseAxis(palette, "eigenvalue λ"), ...(log?.layout ?? { range: range(all) }) },
    yaxis: {
      ...baseAxis(palette, all.some(hasAtoms) ? `${density} · outlier mass` : density),
      ...densityRange(floor, Math.max(floor, ...all.map(densityTop))),
    },
    meta: { eigenscape: "comparison", ...(log && { signedLog: log.mark }) },
  };
  const findings = named.map(([name, { atoms = [] }]) => `${name}: ${countText(atoms)}`);
  return new Figure({ data, layout }, `${title}: ${findings.join("; ")}; ${subtitle}`);
}

function countText(atoms: readonly Atom[]): string {
  if (atoms.length === 0) return "no outlier";
  const { value, residual } = atoms.reduce((a, b) => (b.value > a.value ? b : a));
  const outliers = atoms.length === 1 ? "1 outlier" : `${atoms.length} outliers`;
  return `${outliers}, largest ${withError(value, residual)}`;
}

interface CurveStyle {
  readonly color: string;
  readonly fill: string;
  readonly floor: number;
  readonly size: number;
  readonly log: SignedLogAxis | undefined;
}

function traces(
  name: string,
  { grid, density, lower, upper, atoms = [], zero }: ComparedCurve,
  { size, log, ...style }: CurveStyle,
): Trace[] {
  const at = log ? "customdata[0]" : "x";
  const hovertemplate = `${name}<br>λ = %{${at}:.4g}<br>density %{y:.3g}<extra></extra>`;
  const curve = { grid, density, lower, upper };
  const pieces = log ? logarithmicPieces(curve, log) : [{ x: grid, value: density, lower, upper }];
  const zeros =
    log && zero && zero.mass.value > 0
      ? [{ value: 0, mass: zero.mass.value, residual: zero.below }]
      : [];
  return [
    ...bandedCurve(pieces, { ...style, name, hovertemplate, points: 600 }),
    ...stems([...atoms, ...zeros], {
      ...style,
      name,
      size,
      group: name,
      ...(log && { place: log.place }),
    }),
  ];
}

/** The first sentence of the first one: there is room for no more. */
function firstOf(warnings: readonly string[]): string {
  const [sentence] = warnings[0].split(/\. (?=[A-Z])/, 1);
  return warnings.length > 1 ? `${sentence} (1 of ${warnings.length} warnings)` : sentence;
}

const hasAtoms = ({ atoms = [] }: ComparedCurve): boolean => atoms.length > 0;

const least = (curves: readonly ComparedCurve[], size: number): number =>
  Math.min(...curves.map((curve) => floorOf(curve, size)));

function floorOf({ upper, atoms = [], width, grid }: ComparedCurve, size: number): number {
  // A kernel whose width varies: about that of its grid.
  const spacing = (grid[grid.length - 1] - grid[0]) / grid.length;
  return densityFloor({ upper, atoms, width: width ?? spacing }, size);
}

function range(curves: readonly ComparedCurve[]): [number, number] {
  const ends = curves.flatMap(({ grid, atoms = [] }) => [
    grid[0],
    grid[grid.length - 1],
    ...atoms.map(({ value }) => value),
  ]);
  return eigenvalueRange(ends);
}

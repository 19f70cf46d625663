/**
 * The eigenvalue density with its error band, isolated eigenvalues as stems and, in a strip
 * below, every Ritz value it was made from.
 *
 * The density axis is logarithmic unless asked otherwise: bulk and outliers of a Hessian differ
 * by a factor of its size P, and on a linear axis a single eigenvalue among thousands is
 * invisible (Ghorbani et al. 2019, arXiv:1901.10159, figure 2; Papyan 2020, arXiv:1811.07062).
 * The axis ends below what one eigenvalue can contribute; less has no meaning. Two quantities
 * share it and its title says so: the density per unit of λ, and the mass (a share) of a stem.
 */
import { checkChoice } from "../core/check.js";
import type { Atom, DensityCurve, DensityInput } from "./densityInput.js";
import type { Axis, Layout, Trace } from "./plotlyJson.js";
import { Figure } from "./figure.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import { ritzRug } from "./ritzRug.js";
import { baseAxis, baseLayout, baseTitle } from "./theme.js";
import { significant, thinIndices } from "./thin.js";

export interface EigenvalueDensityOptions {
  /** σ of the smoothing; the spectrum's own default when left out. */
  readonly width?: number;
  readonly grid?: Float64Array;
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

/** Columns of a wide screen; the curve and its band of 1200 points take about 60 kB. */
const curvePoints = 1200;

/** The figure of a spectrum's eigenvalue density: plain plotly JSON of at most 200 kB. */
export function eigenvalueDensityFigure(
  input: DensityInput,
  { width, grid, scale = "log", theme = "light" }: EigenvalueDensityOptions = {},
): Figure {
  checkChoice("eigenvalueDensityFigure", "scale", scale, ["log", "linear"]);
  const palette = palettes[theme];
  const curve = input.density({ ...(width && { width }), ...(grid && { grid }) });
  const floor = scale === "log" ? densityFloor(curve, input.size) : 0;
  const data = [
    ...densityTraces(curve, floor, palette),
    ...atomTraces(curve.atoms, floor, input.size, palette),
    ritzRug(input.probes, palette),
  ];
  const layout = densityLayout(input, curve, floor, palette);
  return new Figure({ data, layout }, densityText(input, curve));
}

/** One line that says what the figure shows. */
export function densityText(input: DensityInput, curve: DensityCurve): string {
  const { atoms } = curve;
  const outliers = atoms.length === 1 ? "1 outlier" : `${atoms.length} outliers`;
  const largest = Math.max(...input.probes.map(({ nodes }) => nodes[nodes.length - 1]));
  const name = titleOf(input);
  return `${name}: ${describe(input, curve)}; ${outliers}, largest Ritz value ${format(largest)}`;
}

/**
 * A tenth of the peak that one smoothed eigenvalue has, and below every stem; a power of ten, for
 * the axis to begin at a tick. Never more than 12 decades under the top.
 */
function densityFloor({ width, atoms, upper }: DensityCurve, size: number): number {
  const masses = atoms.map(({ mass }) => mass).filter((mass) => mass > 0);
  const smearedEigenvalue = 1 / (size * width * Math.sqrt(2 * Math.PI));
  const wanted = Math.min(0.1 * smearedEigenvalue, ...masses.map((mass) => 0.3 * mass));
  const least = 1e-12 * upper.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
  return 10 ** Math.floor(Math.log10(Math.max(wanted, least)));
}

function densityTraces(
  { grid, density, lower, upper }: DensityCurve,
  floor: number,
  { series, band }: Palette,
): Trace[] {
  const kept = thinIndices(density, curvePoints);
  // What lies under the axis is set just under it: zero has no logarithm and would cut the line.
  const pick = (values: Float64Array) =>
    significant(kept.map((i) => (values[i] > floor / 10 ? values[i] : floor / 10)));
  const x = significant(kept.map((i) => grid[i]));
  const line: Trace = {
    type: "scatter",
    name: "density",
    mode: "lines",
    x,
    y: pick(density),
    line: { color: series[0], width: 2 },
    hovertemplate: "λ = %{x:.4g}<br>density %{y:.3g}<extra></extra>",
  };
  if (lower.every((value, i) => value === upper[i])) return [line];
  const outline: Trace = {
    type: "scatter",
    name: "95 % band",
    mode: "lines",
    x: [...x, ...x.toReversed()],
    y: [...pick(upper), ...pick(lower).toReversed()],
    fill: "toself",
    fillcolor: band,
    line: { width: 0 },
    hoverinfo: "skip",
  };
  return [outline, line];
}

function atomTraces(
  atoms: readonly Atom[],
  floor: number,
  size: number,
  { series }: Palette,
): Trace[] {
  if (atoms.length === 0) return [];
  const x = significant(atoms.map(({ value }) => value));
  const y = significant(atoms.map(({ mass }) => mass));
  const customdata = atoms.map(({ mass, residual }) => significant([mass * size, residual], 3));
  return [
    {
      type: "scatter",
      name: "outliers",
      legendgroup: "outliers",
      showlegend: false,
      mode: "lines",
      x: x.flatMap((value) => [value, value, null]),
      y: y.flatMap((mass) => [floor, mass, null]),
      line: { color: series[1], width: 1.5 },
      hoverinfo: "skip",
    },
    {
      type: "scatter",
      name: `outliers (${atoms.length})`,
      legendgroup: "outliers",
      mode: "markers",
      x,
      y,
      customdata,
      marker: { color: series[1], size: 8, symbol: "circle" },
      hovertemplate:
        "λ = %{x:.5g} ± %{customdata[1]:.1e}<br>mass %{y:.3g}" +
        " = %{customdata[0]:.3g} eigenvalues<extra></extra>",
    },
  ];
}

function densityLayout(
  input: DensityInput,
  curve: DensityCurve,
  floor: number,
  palette: Palette,
): Layout {
  const { grid, upper, atoms } = curve;
  const ends = [grid[0], grid[grid.length - 1], ...atoms.map(({ value }) => value)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const margin = 0.02 * (high - low || 1);
  const top = [...upper, ...atoms.map(({ mass }) => mass)].reduce((a, b) => Math.max(a, b), floor);
  const what = atoms.length > 0 ? "density ρ(λ) · outlier mass" : "density ρ(λ)";
  return {
    ...baseLayout(palette),
    title: baseTitle(palette, titleOf(input), describe(input, curve)),
    xaxis: {
      ...baseAxis(palette, "eigenvalue λ"),
      range: [low - margin, high + margin],
      anchor: "y2",
    },
    yaxis: { ...baseAxis(palette, what), domain: [0.1, 1], ...densityRange(floor, top) },
    yaxis2: { domain: [0, 0.07], range: [-1, 1], visible: false, fixedrange: true },
    meta: { eigenscape: "density" },
  };
}

function densityRange(floor: number, top: number): Axis {
  if (floor === 0) return { type: "linear", range: [0, 1.06 * top] };
  const range = [Math.log10(floor), Math.log10(top) + 0.3] as const;
  const dtick = Math.ceil((range[1] - range[0]) / 7);
  return {
    type: "log",
    range: [round(range[0]), round(range[1])],
    exponentformat: "power",
    dtick,
    tickfont: { size: 11 }, // plotly draws powers of ten a quarter larger than it is told
  };
}

function describe({ probes, size, samples }: DensityInput, { width }: DensityCurve): string {
  const steps = Math.max(...probes.map(({ nodes }) => nodes.length));
  return [
    `P = ${size.toLocaleString("en-US")}`,
    ...(samples === undefined ? [] : [`N = ${samples.toLocaleString("en-US")}`]),
    `${probes.length} ${probes.length === 1 ? "probe" : "probes"} × ${steps} steps`,
    `σ = ${format(width)}`,
  ].join(" · ");
}

const titleOf = ({ label }: DensityInput): string => label || "Eigenvalue density";
const format = (value: number): string => String(Number(value.toPrecision(3)));
const round = (value: number): number => Number(value.toPrecision(6));

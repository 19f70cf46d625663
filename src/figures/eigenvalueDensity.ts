/**
 * The eigenvalue density with its error band, isolated eigenvalues as stems and, in a strip
 * below, every Ritz value it was made from.
 *
 * The density axis is logarithmic unless asked otherwise: bulk and outliers of a Hessian differ
 * by a factor of its size P, and on a linear axis a single eigenvalue among thousands is
 * invisible (Ghorbani et al. 2019, arXiv:1901.10159, figure 2; Papyan 2020, arXiv:1811.07062).
 * Two quantities share it and its title says so: the density per unit of λ, and the mass (a share)
 * of a stem.
 */
import { checkChoice } from "../core/check.js";
import { bandedCurve } from "./bandedCurve.js";
import { densityFloor, densityRange, densityTop, eigenvalueRange } from "./densityAxis.js";
import type { DensityCurve, DensityInput } from "./densityInput.js";
import { describe, short } from "./describe.js";
import { Figure } from "./figure.js";
import { logarithmicDensityFigure } from "./logarithmicDensity.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Layout } from "./plotlyJson.js";
import { ritzRug } from "./ritzRug.js";
import { spectrumFinding } from "./spectrumFinding.js";
import { stems } from "./stems.js";
import { baseAxis, baseLayout, baseTitle, stripUnder } from "./theme.js";

export interface EigenvalueDensityOptions {
  /** σ of the smoothing; the spectrum's own default when left out. */
  readonly width?: number;
  readonly grid?: Float64Array;
  /** Of the eigenvalues. "log": negative ones, zero and positive ones side by side. Default "linear". */
  readonly axis?: "linear" | "log";
  /** Of the density. Default "log". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

/** The figure of a spectrum's eigenvalue density: plain plotly JSON of at most 200 kB. */
export function eigenvalueDensityFigure(
  input: DensityInput,
  { width, grid, axis = "linear", scale = "log", theme = "light" }: EigenvalueDensityOptions = {},
): Figure {
  checkChoice("eigenvalueDensityFigure", "axis", axis, ["linear", "log"]);
  checkChoice("eigenvalueDensityFigure", "scale", scale, ["log", "linear"]);
  const palette = palettes[theme];
  const curve = input.density({ axis, ...(width && { width }), ...(grid && { grid }) });
  const floor = scale === "log" ? densityFloor(curve, input.size) : 0;
  if (axis === "log") return logarithmicDensityFigure(input, curve, floor, palette);
  const { density: value, atoms } = curve;
  const data = [
    ...bandedCurve([{ x: curve.grid, value, lower: curve.lower, upper: curve.upper }], {
      name: "density",
      band: "95 % band",
      color: palette.series[0],
      fill: palette.bands[0],
      floor,
      hovertemplate: "λ = %{x:.4g}<br>density %{y:.3g}<extra></extra>",
    }),
    ...stems(atoms, {
      name: `outliers (${atoms.length})`,
      color: palette.series[1],
      floor,
      size: input.size,
    }),
    ritzRug(input.probes, palette),
  ];
  const layout = densityLayout(input, curve, floor, palette);
  return new Figure({ data, layout }, densityText(input, curve));
}

function densityText(input: DensityInput, curve: DensityCurve): string {
  const finding = spectrumFinding(input.probes, curve.atoms);
  return `${titleOf(input)}: ${finding}; ${subtitle(input, curve)}`;
}

function densityLayout(
  input: DensityInput,
  curve: DensityCurve,
  floor: number,
  palette: Palette,
): Layout {
  const { grid, atoms } = curve;
  const ends = [grid[0], grid[grid.length - 1], ...atoms.map(({ value }) => value)];
  const top = Math.max(floor, densityTop(curve));
  const what = atoms.length > 0 ? "density ρ(λ) · outlier mass" : "density ρ(λ)";
  return {
    ...baseLayout(palette),
    title: baseTitle(palette, titleOf(input), subtitle(input, curve)),
    xaxis: {
      ...baseAxis(palette, "eigenvalue λ"),
      range: eigenvalueRange(ends),
      anchor: "y2",
    },
    yaxis: { ...baseAxis(palette, what), domain: [0.1, 1], ...densityRange(floor, top) },
    yaxis2: stripUnder,
    meta: { eigenscape: "density" },
  };
}

const subtitle = (input: DensityInput, { width }: DensityCurve): string =>
  `${describe(input)} · σ = ${short(width)}`;

const titleOf = ({ label }: DensityInput): string => label || "Eigenvalue density";

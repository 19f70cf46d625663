/**
 * The eigenvalue density over time: one frame for each moment, all on the same axes, so that what moves is the
 * spectrum. One smoothing width for all of them, for the same reason.
 */
import { checkChoice, checkInteger } from "../core/check.js";
import { animation, animationLayout, pickFrames, sliderHeight } from "./animation.js";
import type { DensityInput } from "./densityInput.js";
import { describe, short } from "./describe.js";
import { Figure } from "./figure.js";
import { movieAxes } from "./movieAxes.js";
import { movieCurves } from "./movieCurves.js";
import { alignedTraces, momentTraces, type MovieAxes } from "./movieTraces.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Layout } from "./plotlyJson.js";
import { spectrumFinding } from "./spectrumFinding.js";
import { baseAxis, baseLayout, baseTitle, legendBelow } from "./theme.js";

export interface MovieMoment {
  readonly step: number;
  readonly spectrum: DensityInput;
}

export interface SpectrumMovieInput {
  readonly frames: readonly MovieMoment[];
  readonly label?: string | undefined;
}

export interface SpectrumMovieOptions {
  /** σ of the smoothing, of ln |λ| on a log axis. Default: the median of the spectra's own widths. */
  readonly width?: number;
  /** Of the eigenvalues. Default "linear". */
  readonly axis?: "linear" | "log";
  /** Of the density. Default "log". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

/** More moments than that would leave too few points to each. */
const mostFrames = 40;

export function spectrumMovieFigure(
  { frames: all, label = "Eigenvalue density over time" }: SpectrumMovieInput,
  { width, axis = "linear", scale = "log", theme = "light" }: SpectrumMovieOptions = {},
): Figure {
  const caller = "spectrumMovieFigure";
  checkInteger(caller, "number of frames", all.length, 1);
  checkChoice(caller, "axis", axis, ["linear", "log"]);
  checkChoice(caller, "scale", scale, ["log", "linear"]);
  const palette = palettes[theme];
  const moments = pickFrames(all, mostFrames);
  const spectra = moments.map(({ spectrum }) => spectrum);
  const curves = movieCurves(spectra, axis, width);
  const axes = movieAxes(spectra, curves, { axis, scale });
  const drawn = moments.map(({ step, spectrum }, i) => ({
    step,
    data: momentTraces(curves[i], spectrum.size, { axes, palette, count: moments.length }),
  }));
  const aligned = alignedTraces(drawn.map(({ data }) => data));
  const animated = animation(
    caller,
    drawn.map(({ step }, i) => ({ step, data: aligned[i] })),
    ({ x, y, customdata }) => ({ x, y, ...(customdata && { customdata }) }),
  );
  const names = moments.map(({ step }) => String(step));
  const last = moments.length - 1;
  const subtitle =
    `${describe(moments[last].spectrum)} · σ = ${short(curves[last].width)}` +
    (axis === "log" ? " of ln |λ|" : "");
  const layout = {
    ...movieLayout(names, axes, palette),
    title: baseTitle(palette, label, subtitle),
  };
  const at = (i: number): string =>
    `step ${names[i]}: ${spectrumFinding(moments[i].spectrum.probes, curves[i].atoms)}`;
  const finding = last === 0 ? at(0) : `${moments.length} moments; ${at(0)}; ${at(last)}`;
  return new Figure({ ...animated, layout }, `${label}: ${finding}`);
}

function movieLayout(
  names: readonly string[],
  { x, y, title, log }: MovieAxes,
  palette: Palette,
): Layout {
  const moving = names.length > 1;
  const slider = moving ? sliderHeight : 0;
  const below = legendBelow({ height: 430 + slider, slider });
  return {
    ...baseLayout(palette),
    ...below,
    xaxis: { ...baseAxis(palette, "eigenvalue λ"), ...x },
    yaxis: { ...baseAxis(palette, title), ...y },
    ...(moving && animationLayout(names, { palette, prefix: "step ", below: 96 })),
    meta: { eigenscape: "spectrumMovie", ...(log && { signedLog: log.mark }) },
  };
}

/**
 * Eigenvalues of a game in the complex plane. Its Jacobian is not symmetric: the imaginary parts are rotations. Descent
 * along v is stable where all real parts are positive and the step η is small enough, |1 − ηλ| < 1 for all λ; the
 * update itself where all eigenvalues lie in the unit circle (Mescheder, Nowozin and Geiger 2017, arXiv:1705.10461).
 */
import { checkChoice, checkInteger, checkLength } from "../core/check.js";
import { animation, animationLayout, pickFrames, sliderHeight } from "./animation.js";
import { short } from "./describe.js";
import { Figure } from "./figure.js";
import { circle, stableRegion } from "./gameRegion.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Layout, Trace } from "./plotlyJson.js";
import { withError } from "./spectrumFinding.js";
import { baseAxis, baseLayout, baseTitle, legendBelow } from "./theme.js";
import { significant } from "./thin.js";

export interface GameMoment {
  readonly step: number;
  readonly real: ArrayLike<number>;
  readonly imag: ArrayLike<number>;
  /** ‖A x − λ x‖ of each eigenvalue's Ritz pair. */
  readonly residual?: ArrayLike<number> | undefined;
}

export interface GameSpectrumInput {
  /** One moment or several. */
  readonly frames: readonly GameMoment[];
  /** η, for which the circle |1 − ηλ| = 1 is drawn: such as the greatest step that is stable. */
  readonly stableStep?: number | undefined;
}

export interface GameSpectrumOptions {
  readonly title?: string;
  /** Of what they are eigenvalues. "field": of the Jacobian of v (default), "update": of one step's. */
  readonly of?: "field" | "update";
  readonly theme?: Theme;
}

/** Eigenvalues of all frames: 150 kB. */
const most = 5000;

export function gameSpectrumFigure(
  { frames: all, stableStep }: GameSpectrumInput,
  { title = "Eigenvalues of the game", of = "field", theme = "light" }: GameSpectrumOptions = {},
): Figure {
  const caller = "gameSpectrumFigure";
  checkInteger(caller, "number of frames", all.length, 1);
  checkChoice(caller, "of", of, ["field", "update"]);
  for (const { real, imag } of all) checkLength(caller, "imag", imag, real.length);
  const palette = palettes[theme];
  const moments = pickFrames(all, Math.max(1, Math.min(60, Math.floor(most / all[0].real.length))));
  const ranges = rangesOf(moments, of);
  const step = of === "field" ? stableStep : undefined;
  const still = [
    stableRegion(of, ranges, palette),
    ...(step
      ? [circle({ name: `|1 − ηλ| = 1, η = ${short(step)}`, centre: 1 / step }, palette)]
      : []),
  ];
  const drawn = moments.map((moment) => ({
    step: moment.step,
    data: [...still, ...eigenvalueTraces(moment, of, palette)],
  }));
  const animated = animation(
    caller,
    drawn,
    ({ x, y, customdata = [] }) => ({ x, y, customdata }),
    still.length,
  );
  const finding = gameFinding(moments[moments.length - 1], of);
  const layout = {
    ...gameLayout(
      moments.map((m) => String(m.step)),
      { ranges, equal: of === "update" },
      palette,
    ),
    title: baseTitle(palette, title, finding),
  };
  return new Figure({ ...animated, layout }, `${title}: ${finding}`);
}

const isStable = (real: number, imag: number, of: "field" | "update"): boolean =>
  of === "field" ? real > 0 : Math.hypot(real, imag) < 1;

function eigenvalueTraces(moment: GameMoment, of: "field" | "update", palette: Palette): Trace[] {
  const { real, imag, residual } = moment;
  const all = Array.from(real, (_, i) => i);
  const some = (stable: boolean): Trace => {
    const kept = all.filter((i) => isStable(real[i], imag[i], of) === stable);
    const color = palette.series[stable ? 0 : 1];
    return {
      type: "scatter",
      name: stable ? "stable" : "not stable",
      mode: "markers",
      // Without any point plotly would leave out the entry of the legend.
      x: kept.length > 0 ? significant(kept.map((i) => real[i])) : [null],
      y: kept.length > 0 ? significant(kept.map((i) => imag[i])) : [null],
      customdata: kept.map((i) => (residual ? significant([residual[i]], 2) : ["unknown"])),
      marker: { color, size: 8, symbol: stable ? "circle" : "diamond" },
      hovertemplate: "λ = %{x:.4g} + %{y:.4g} i<br>residual %{customdata[0]}<extra></extra>",
    };
  };
  return [some(true), some(false)];
}

interface Ranges {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Of all moments, with the border of what is stable. */
function rangesOf(moments: readonly GameMoment[], of: "field" | "update"): Ranges {
  const own = of === "field" ? [0] : [-1, 1];
  const range = (parts: readonly ArrayLike<number>[]): [number, number] => {
    const [low, high] = parts
      .flatMap((part) => Array.from(part))
      .reduce(
        ([a, b], v) => [Math.min(a, v), Math.max(b, v)],
        [Math.min(...own), Math.max(...own)],
      );
    const margin = 0.08 * (high - low || 1);
    return [low - margin, high + margin];
  };
  const [x, y] = [range(moments.map((m) => m.real)), range(moments.map((m) => m.imag))];
  return { x, y };
}

function gameLayout(
  names: readonly string[],
  { ranges, equal }: { ranges: Ranges; equal: boolean },
  palette: Palette,
): Layout {
  const moving = names.length > 1;
  const slider = moving ? sliderHeight : 0;
  const round = (range: readonly [number, number]): [number, number] => {
    const [low, high] = significant(range, 4);
    return [low, high];
  };
  return {
    ...baseLayout(palette),
    ...legendBelow({ height: 480 + slider, slider }),
    xaxis: { ...baseAxis(palette, "real part of λ"), range: round(ranges.x) },
    yaxis: {
      ...baseAxis(palette, "imaginary part of λ"),
      range: round(ranges.y),
      ...(equal && { scaleanchor: "x" }),
    },
    ...(moving && animationLayout(names, { palette, prefix: "step ", below: 96 })),
    meta: { eigenscape: "gameSpectrum" },
  };
}

/** How many are stable, and the one that is least. */
function gameFinding({ step, real, imag, residual }: GameMoment, of: "field" | "update"): string {
  const all = Array.from(real, (_, i) => i);
  const outside = all.filter((i) => !isStable(real[i], imag[i], of)).length;
  const region = of === "field" ? "half plane" : "unit circle";
  const excess = (i: number): number => (of === "field" ? -real[i] : Math.hypot(real[i], imag[i]));
  const worst = all.reduce((best, i) => (excess(i) > excess(best) ? i : best), 0);
  const what = of === "field" ? "least real part" : "largest |λ|";
  const value = of === "field" ? real[worst] : excess(worst);
  const count = outside === 0 ? "none" : String(outside);
  return (
    `${count} of ${all.length} eigenvalues outside the stable ${region} at step ${step}, ` +
    `${what} ${withError(value, residual?.[worst] ?? 0)}`
  );
}

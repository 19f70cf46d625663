/**
 * Loss, accuracy and spectrum along a path in parameter space, such as the line between two minima, in panels over one
 * axis. The barrier is what the loss rises above the straight line between its ends (Frankle et al. 2020,
 * arXiv:1912.05671).
 */
import { checkChoice, checkInteger, checkLength } from "../core/check.js";
import { lossBarrier } from "../core/lossBarrier.js";
import { bandedCurve } from "./bandedCurve.js";
import { densityMap, type DensityLine } from "./densityMap.js";
import { short } from "./describe.js";
import { Figure } from "./figure.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { AnyTrace, Trace } from "./plotlyJson.js";
import { stackedPanels, type PanelSpec } from "./stackedPanels.js";
import { baseLayout, baseTitle } from "./theme.js";
import { significant, thinIndices } from "./thin.js";

/** One entry for each t, everywhere. */
export interface LossPathInput {
  /** Ascending places on the path, such as 0 to 1. */
  readonly t: Float64Array;
  readonly loss: Float64Array;
  /** Shares in [0, 1]. */
  readonly accuracy?: Float64Array | undefined;
  /** top[0] has the greatest eigenvalue along the path, top[1] the second. */
  readonly top?: readonly Float64Array[] | undefined;
  /** Further quantities under their names, a panel each. */
  readonly measures?: Readonly<Record<string, Float64Array>> | undefined;
  /** Share of the eigenvalues that are negative, with bars where there are any: `spectrum.negativeMass()` is one. */
  readonly negativeMass?: Float64Array | readonly Barred[] | undefined;
  /** How much the loss curves down against up, `negativeRatio(spectrum)`. */
  readonly negativeRatio?: readonly Barred[] | undefined;
  readonly densities?: readonly DensityLine[] | undefined;
  /** Whose statistics batch normalisation used; it is said in the figure's text. */
  readonly batchNorm?: string | undefined;
}

/** A value and its 95 % bar. */
export interface Barred {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface LossPathOptions {
  readonly title?: string;
  /** Of the loss. Default "linear". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

/** Up to four eigenvalues are drawn. */
export function lossPathFigure(
  input: LossPathInput,
  { title = "Loss along a path", scale = "linear", theme = "light" }: LossPathOptions = {},
): Figure<AnyTrace> {
  checkPath(input);
  checkChoice("lossPathFigure", "scale", scale, ["log", "linear"]);
  const { t, densities } = input;
  const palette = palettes[theme];
  const shown = panelsOf(input, palette);
  const specs: PanelSpec[] = [
    ...shown.map(({ title }, i) => ({ title, ...(i === 0 && { axis: { type: scale } }) })),
    ...(densities ? [{ title: "eigenvalue λ", weight: 1.3, field: true }] : []),
  ];
  const range = [t[0], t[t.length - 1]] as const;
  const { names, domains, layout } = stackedPanels(specs, palette, {
    title: "t on the path",
    range,
  });
  const last = names.length - 1;
  const data: AnyTrace[] = shown.flatMap(({ curves }, i) =>
    curves.map((curve) => ({ ...curve, yaxis: names[i] })),
  );
  if (densities) {
    const style = { palette, yaxis: names[last], domain: domains[last], what: "t =" };
    data.push(densityMap(t, densities, style));
  }
  const finding = pathFinding(input);
  const full = {
    ...baseLayout(palette),
    ...layout,
    margin: { ...layout.margin, r: densities ? 96 : 24 },
    title: baseTitle(palette, title, finding),
    meta: { eigenscape: "lossPath" },
  };
  const said = input.batchNorm === undefined ? "" : `; ${input.batchNorm}`;
  return new Figure({ data, layout: full }, `${title}: ${finding}${said}`);
}

function checkPath(input: LossPathInput): void {
  const caller = "lossPathFigure";
  const { t, top = [], densities } = input;
  checkInteger(caller, "number of t", t.length, 2);
  checkLength(caller, "loss", input.loss, t.length);
  for (const [name, values] of Object.entries(measuresOf(input)))
    checkLength(caller, name, values, t.length);
  top.forEach((values, i) => checkLength(caller, `top[${i}]`, values, t.length));
  for (const name of ["negativeMass", "negativeRatio"] as const) {
    const { length } = input[name] ?? t;
    checkInteger(caller, `number of ${name}`, length, t.length, t.length);
  }
  if (densities) checkInteger(caller, "number of densities", densities.length, t.length, t.length);
}

const measuresOf = ({ accuracy, measures }: Pick<LossPathInput, "accuracy" | "measures">) => ({
  ...(accuracy && { accuracy }),
  ...measures,
});

interface CurvePanel {
  readonly title: string;
  readonly curves: readonly Trace[];
}

function panelsOf(input: LossPathInput, palette: Palette): CurvePanel[] {
  const { series, bands, muted } = palette;
  const { t, loss, top = [], negativeMass, negativeRatio } = input;
  const color = { color: series[3], fill: bands[3] };
  const measures = Object.entries(measuresOf(input)).map(([name, values], i) => ({
    title: name,
    curves: [curve(name, t, values, series[(2 + i) % series.length])],
  }));
  const eigenvalues = top
    .slice(0, series.length)
    .map((values, i) => curve(`λ${"₁₂₃₄".charAt(i)}`, t, values, series[i]));
  return [
    { title: "loss", curves: [curve("loss", t, loss, muted)] },
    ...measures,
    ...(eigenvalues.length > 0 ? [{ title: "eigenvalues λ", curves: eigenvalues }] : []),
    ...(negativeMass ? [barredPanel("share λ < 0", t, negativeMass, color)] : []),
    ...(negativeRatio ? [barredPanel("Σ|λ < 0| / Σ λ > 0", t, negativeRatio, color)] : []),
  ];
}

function barredPanel(
  title: string,
  t: Float64Array,
  values: Float64Array | readonly Barred[],
  { color, fill }: { readonly color: string; readonly fill: string },
): CurvePanel {
  if (values instanceof Float64Array) return { title, curves: [curve(title, t, values, color)] };
  const part = (name: keyof Barred): number[] => values.map((bar) => bar[name]);
  const piece = { x: t, value: part("value"), lower: part("lower"), upper: part("upper") };
  const style = { name: title, color, fill, hovertemplate: hover(title) };
  return { title, curves: bandedCurve([piece], style) };
}

const hover = (name: string): string => `t = %{x:.3g}<br>${name} %{y:.4g}<extra></extra>`;

function curve(name: string, t: Float64Array, values: Float64Array, color: string): Trace {
  const kept = thinIndices(values, 500);
  return {
    type: "scatter",
    name,
    mode: "lines",
    x: significant(kept.map((i) => t[i])),
    y: significant(kept.map((i) => values[i])),
    line: { color, width: 2 },
    hovertemplate: hover(name),
  };
}

/** Ends, barrier and the sharpest place. */
function pathFinding({ t, loss, top = [] }: LossPathInput): string {
  const last = t.length - 1;
  const { height, at: peak } = lossBarrier(t, loss);
  const barrier =
    height > 0 ? `barrier ${short(height)} at t = ${short(peak)}` : "no barrier between them";
  const ends = `loss ${short(loss[0])} and ${short(loss[last])} at the ends, ${barrier}`;
  if (top.length === 0) return ends;
  const [sharp] = top;
  const at = sharp.reduce((best, value, i) => (value > sharp[best] ? i : best), 0);
  return `${ends}; largest eigenvalue ${short(sharp[at])} at t = ${short(t[at])}`;
}

/**
 * The sharpness, the greatest eigenvalue of the Hessian, while a network trains, and the loss below it. Dashed: where steps
 * of gradient descent on a quadratic diverge, 2/η, and with momentum, 2(1 + β)/η
 * (Cohen et al. 2021, arXiv:2103.00065).
 */
import { checkChoice, checkInteger } from "../core/check.js";
import { short } from "./describe.js";
import { Figure } from "./figure.js";
import { limitLines, type StabilityLimits } from "./limitLines.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Layout, LineStyle, Trace } from "./plotlyJson.js";
import { stepRange } from "./stepRange.js";
import { baseAxis, baseLayout, baseTitle, legendBelow } from "./theme.js";
import { significant, thinIndices } from "./thin.js";

/** What the figure needs to know; a TrainingSpectrum satisfies it. */
export interface TrainingSpectrumInput {
  readonly records: readonly {
    readonly step: number;
    readonly loss: number;
    /** The greatest eigenvalues, descending. */
    readonly values: Float64Array;
    /** Of each: an eigenvalue lies so near. */
    readonly residuals: Float64Array;
  }[];
  readonly limits?: StabilityLimits | undefined;
}

export interface TrainingSpectrumFigureOptions {
  readonly title?: string;
  /** Of the eigenvalues. Default "linear". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

/** Up to three eigenvalues are drawn. */
export function trainingSpectrumFigure(
  { records, limits }: TrainingSpectrumInput,
  {
    title = "Sharpness during training",
    scale = "linear",
    theme = "light",
  }: TrainingSpectrumFigureOptions = {},
): Figure {
  checkInteger("trainingSpectrumFigure", "number of records", records.length, 1);
  checkChoice("trainingSpectrumFigure", "scale", scale, ["log", "linear"]);
  const palette = palettes[theme];
  const steps = records.map(({ step }) => step);
  const count = Math.min(palette.series.length - 1, records[0].values.length);
  const line = { color: palette.muted, width: 1.5 };
  const losses = curve(
    "loss",
    steps,
    records.map(({ loss }) => loss),
    line,
  );
  const data = [
    ...limitLines(limits, stepRange(steps), palette),
    ...Array.from({ length: count }, (_, i) => eigenvalueTrace(records, i, palette)),
    { ...losses, yaxis: "y2" as const, hovertemplate: "step %{x}<br>loss %{y:.4g}<extra></extra>" },
  ];
  const last = records[records.length - 1];
  const subtitle = `${records.length} looks · at step ${last.step}: λ = ${short(last.values[0])}, loss ${short(last.loss)}`;
  const layout: Layout = {
    ...baseLayout(palette),
    title: baseTitle(palette, title, subtitle),
    ...legendBelow({ height: 460 }),
    xaxis: { ...baseAxis(palette, "step"), range: stepRange(steps), anchor: "y2" },
    yaxis: { ...baseAxis(palette, "eigenvalue λ"), domain: [0.36, 1], type: scale },
    yaxis2: { ...baseAxis(palette, "loss"), domain: [0, 0.28] },
    meta: { eigenscape: "trainingSpectrum" },
  };
  return new Figure({ data, layout }, `${title}: ${subtitle}`);
}

function eigenvalueTrace(
  records: TrainingSpectrumInput["records"],
  i: number,
  { series }: Palette,
): Trace {
  const own = records.filter(({ values }) => i < values.length); // fewer after an abort
  const values = own.map((record) => record.values[i]);
  const line = { color: series[i], width: 2 };
  return {
    ...curve(
      i === 0 ? "sharpness λ₁" : `λ${"₁₂₃₄".charAt(i)}`,
      own.map(({ step }) => step),
      values,
      line,
    ),
    customdata: thinIndices(values, points).map((j) => significant([own[j].residuals[i]], 3)),
    hovertemplate: "step %{x}<br>λ = %{y:.5g} ± %{customdata[0]:.1e}<extra></extra>",
  };
}

/** More looks than that are thinned. */
const points = 800;

function curve(
  name: string,
  x: readonly number[],
  y: readonly number[],
  line: LineStyle & { color: string },
): Trace {
  const kept = thinIndices(y, points);
  const dot = { color: line.color, size: 8 };
  return {
    type: "scatter",
    name,
    ...(y.length > 1 ? { mode: "lines" } : { mode: "markers", marker: dot }),
    x: kept.map((i) => x[i]),
    y: significant(kept.map((i) => y[i])),
    line,
  };
}

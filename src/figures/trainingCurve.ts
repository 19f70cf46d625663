/**
 * The loss of every training step with its running mean. Single batches scatter by more than a
 * step gains, so the mean is the line one reads; the raw losses stay visible behind it.
 */
import { checkInteger } from "../core/check.js";
import type { Trace } from "./plotlyJson.js";
import { Figure } from "./figure.js";
import type { Theme } from "./palette.js";
import { palettes } from "./palette.js";
import { baseAxis, baseLayout, baseTitle } from "./theme.js";
import { significant, thinIndices } from "./thin.js";

export interface TrainingPoint {
  readonly step: number;
  readonly loss: number;
}

export interface TrainingCurveOptions {
  readonly title?: string;
  readonly scale?: "log" | "linear";
  /** Number of steps in the running mean; a fiftieth of all steps unless given. */
  readonly window?: number;
  readonly theme?: Theme;
}

const curvePoints = 1200;

/** @param records One per step, in order; further fields are ignored. */
export function trainingCurveFigure(
  records: readonly TrainingPoint[],
  { title = "Training loss", scale = "linear", window, theme = "light" }: TrainingCurveOptions = {},
): Figure {
  checkInteger("trainingCurveFigure", "number of records", records.length, 1);
  const span = window ?? Math.max(1, Math.round(records.length / 50));
  checkInteger("trainingCurveFigure", "window", span, 1);
  const palette = palettes[theme];
  const [steps, losses] = [records.map(({ step }) => step), records.map(({ loss }) => loss)];
  const means = centredMean(losses, span);
  const raw = curve("loss of a batch", steps, losses, { color: palette.faint, width: 1 });
  const smooth = curve(`mean of ${span} steps`, steps, means, {
    color: palette.series[0],
    width: 2.5,
  });
  const tail = losses.slice(-span);
  const last = format(tail.reduce((a, b) => a + b, 0) / tail.length);
  const subtitle = `${records.length.toLocaleString("en-US")} steps · mean of the last ${span}: ${last}`;
  const layout = {
    ...baseLayout(palette),
    title: baseTitle(palette, title, subtitle),
    xaxis: baseAxis(palette, "step"),
    yaxis: { ...baseAxis(palette, "loss"), type: scale },
    meta: { eigenscape: "training" },
  };
  return new Figure({ data: span > 1 ? [raw, smooth] : [smooth], layout }, `${title}: ${subtitle}`);
}

/** Means over `span` values around each, fewer at the ends; centred, so that it does not lag. */
function centredMean(values: readonly number[], span: number): number[] {
  const sums = [0];
  for (const value of values) sums.push(sums[sums.length - 1] + value);
  return values.map((_, i) => {
    const from = Math.max(0, i - Math.floor(span / 2));
    const to = Math.min(values.length, i - Math.floor(span / 2) + span);
    return (sums[to] - sums[from]) / (to - from);
  });
}

function curve(
  name: string,
  x: readonly number[],
  y: readonly number[],
  line: { color: string; width: number },
): Trace {
  const kept = thinIndices(y, curvePoints);
  return {
    type: "scatter",
    name,
    mode: "lines",
    x: kept.map((i) => x[i]),
    y: significant(kept.map((i) => y[i])),
    line,
    hovertemplate: "step %{x}<br>loss %{y:.4g}<extra></extra>",
  };
}

const format = (value: number): string => String(Number(value.toPrecision(3)));

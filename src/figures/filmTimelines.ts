/** What a training film shows over the steps: the sharpness with its limits, the loss, and on each where the film is. */
import type { TrainingFilmInput } from "./filmInput.js";
import { lossesOf, type FilmMoment } from "./filmMoments.js";
import { filmAxis, type FilmPanelName } from "./filmPanels.js";
import type { FilmPart, FilmStyle } from "./filmPart.js";
import { limitLines } from "./limitLines.js";
import type { Palette } from "./palette.js";
import type { Axis, Trace } from "./plotlyJson.js";
import { extent } from "./planeField.js";
import { stepRange } from "./stepRange.js";
import { significant, thinIndices } from "./thin.js";
import { valueAt, type SteppedValue } from "./valueAt.js";

/** Points of a curve. */
const most = 400;

/** Nothing where neither is known. */
export function filmTimelines(
  input: TrainingFilmInput,
  moments: readonly FilmMoment[],
  { palette, lossScale }: FilmStyle,
): FilmPart[] {
  const losses = lossesOf(input);
  const looks = (input.sharpness?.records ?? []).map(({ step, values }) => ({
    step,
    value: values[0],
  }));
  const range = stepRange([...losses, ...looks, ...moments].map(({ step }) => step));
  const limits = limitLines(input.sharpness?.limits, range, palette);
  const margin = 0.02 * (range[1] - range[0]); // a marker at an end is seen whole
  const x = {
    ...filmAxis(palette, "step"),
    range: [range[0] - margin, range[1] + margin] as const,
  };
  const loss = { ...filmAxis(palette, "loss"), ...lossAxis(losses, lossScale) };
  const values = [...looks.map(({ value }) => value), ...limits.map(({ y }) => y[0] ?? NaN)];
  const sharpness = { ...filmAxis(palette, "λ₁"), range: withMargin(extent(values), 0.12) };
  return [
    ...timeline("sharpness", looks, { x, y: sharpness, palette, limits }),
    ...timeline("loss", losses, { x, y: loss, palette }),
  ];
}

interface TimelineStyle {
  readonly x: Axis;
  readonly y: Axis;
  readonly palette: Palette;
  readonly limits?: readonly Trace[];
}

function timeline(
  name: FilmPanelName,
  values: readonly SteppedValue[],
  { x, y, palette, limits = [] }: TimelineStyle,
): FilmPart[] {
  if (values.length === 0) return [];
  const part: FilmPart = {
    panels: [{ name, x, y }],
    still: (panels) =>
      [...limits, curve(name, values, palette)].map((t) => ({ ...t, ...panels.on(name) })),
    moving: (moments, panels) =>
      moments.map((moment) => [{ ...now(name, values, moment.step, palette), ...panels.on(name) }]),
  };
  return [part];
}

function curve(name: string, values: readonly SteppedValue[], palette: Palette): Trace {
  const kept = thinIndices(
    values.map(({ value }) => value),
    most,
  ).map((i) => values[i]);
  return {
    type: "scatter",
    name,
    showlegend: false,
    mode: "lines",
    x: kept.map(({ step }) => step),
    y: significant(kept.map(({ value }) => value)),
    line: { color: palette.muted, width: 1.5 },
    hovertemplate: `step %{x}<br>${name} %{y:.4g}<extra></extra>`,
  };
}

/** What is known at a step: nothing before the first value, and the last one after it. */
function now(name: string, values: readonly SteppedValue[], step: number, palette: Palette): Trace {
  const at = Math.min(step, values[values.length - 1].step);
  const value = valueAt(values, at);
  const known = value !== undefined;
  return {
    type: "scatter",
    name: `${name} at this step`,
    showlegend: false,
    mode: "markers",
    x: known ? significant([at]) : [null],
    y: known ? significant([value]) : [null],
    marker: {
      color: palette.series[3],
      size: 10,
      symbol: "diamond",
      line: { color: palette.paper, width: 1 },
    },
    hoverinfo: "skip",
  };
}

/** Logarithmic where losses are positive and differ by more than a factor of 100; then in whole powers of ten. */
function lossAxis(values: readonly SteppedValue[], scale?: "log" | "linear"): Axis {
  const [low, high] = extent(values.map(({ value }) => value));
  const own = low > 0 && high > 100 * low ? "log" : "linear";
  if ((scale ?? own) === "linear" || !(low > 0))
    return { type: "linear", range: withMargin([low, high], 0.12) };
  const range = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))] as const;
  const dtick = Math.ceil((range[1] - range[0]) / 3);
  return { type: "log", range, dtick, exponentformat: "power", tickfont: { size: 11 } };
}

/** A marker at an end is seen whole. */
function withMargin([low, high]: readonly [number, number], share: number): [number, number] {
  const margin = share * (high - low || Math.abs(high) || 1);
  const [from, to] = significant([low - margin, high + margin]);
  return [from, to];
}

/**
 * A training run as one looks at it while it runs: loss, accuracy and sharpness with its error, in panels over the steps.
 * Dashed: where steps of gradient descent on a quadratic diverge, 2/η, and with momentum, 2(1 + β)/η
 * (Cohen et al. 2021, arXiv:2103.00065).
 */
import { checkChoice, checkInteger } from "../core/check.js";
import { densityMap, type DensityLine } from "./densityMap.js";
import { short } from "./describe.js";
import { Figure } from "./figure.js";
import { limitLines, type StabilityLimits } from "./limitLines.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { AnyTrace, Trace } from "./plotlyJson.js";
import { stepRange } from "./stepRange.js";
import { withError } from "./spectrumFinding.js";
import { stackedPanels, type PanelSpec } from "./stackedPanels.js";
import { baseLayout, baseTitle } from "./theme.js";
import { significant, thinIndices } from "./thin.js";

export interface MonitorRecord {
  readonly step: number;
  readonly loss: number;
  /** A share in [0, 1]. */
  readonly accuracy?: number | undefined;
}

export interface SharpnessLook {
  readonly step: number;
  readonly value: number;
  /** An eigenvalue lies so near. */
  readonly residual: number;
}

/** Everything in the order of steps; further fields are ignored. */
export interface TrainingMonitorInput {
  readonly records: readonly MonitorRecord[];
  readonly sharpness?: readonly SharpnessLook[] | undefined;
  readonly limits?: StabilityLimits | undefined;
  readonly spectra?:
    readonly { readonly step: number; readonly spectrum: DensityLine }[] | undefined;
}

export interface TrainingMonitorOptions {
  readonly title?: string;
  /** Of the loss. Default "linear". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

/** Points of a curve: the columns of a screen. */
const points = 800;

/** Error bars that are not a solid block. */
const looks = 400;

interface MonitorPanel extends PanelSpec {
  readonly traces: readonly Trace[];
}

export function trainingMonitorFigure(
  input: TrainingMonitorInput,
  { title = "Training", scale = "linear", theme = "light" }: TrainingMonitorOptions = {},
): Figure<AnyTrace> {
  const { records, sharpness = [], spectra = [] } = input;
  checkInteger("trainingMonitorFigure", "number of records", records.length, 1);
  checkChoice("trainingMonitorFigure", "scale", scale, ["log", "linear"]);
  const palette = palettes[theme];
  const range = stepRange([...records, ...sharpness, ...spectra].map(({ step }) => step));
  const shown = monitorPanels(input, { palette, scale, range });
  const specs: PanelSpec[] = [
    ...shown,
    ...(spectra.length > 1 ? [{ title: "eigenvalue λ", field: true }] : []),
  ];
  const { names, domains, layout } = stackedPanels(specs, palette, { title: "step", range });
  const data: AnyTrace[] = shown.flatMap(({ traces }, i) =>
    traces.map((trace) => ({ ...trace, yaxis: names[i] })),
  );
  const last = names.length - 1;
  if (spectra.length > 1) {
    const style = { palette, yaxis: names[last], domain: domains[last], what: "step" };
    const at = spectra.map(({ step }) => step);
    data.push(
      densityMap(
        at,
        spectra.map(({ spectrum }) => spectrum),
        style,
      ),
    );
  }
  const finding = monitorFinding(input);
  const full = {
    ...baseLayout(palette),
    ...layout,
    margin: { ...layout.margin, r: spectra.length > 1 ? 96 : 24 },
    title: baseTitle(palette, title, finding),
    meta: { eigenscape: "trainingMonitor" },
  };
  return new Figure({ data, layout: full }, `${title}: ${finding}`);
}

function monitorPanels(
  { records, sharpness = [], limits }: TrainingMonitorInput,
  style: { palette: Palette; scale: "log" | "linear"; range: readonly [number, number] },
): MonitorPanel[] {
  const { palette, scale, range } = style;
  const tested = records.flatMap(({ step, accuracy }) =>
    accuracy === undefined ? [] : [{ step, value: accuracy }],
  );
  const losses = records.map(({ step, loss }) => ({ step, value: loss }));
  const eigenvalues = sharpness.length > 0 ? [sharpnessTrace(sharpness, palette)] : [];
  const loss = { axis: { type: scale }, traces: [curve("loss", losses, palette.series[0])] };
  const accuracy = { traces: [curve("accuracy", tested, palette.series[2])] };
  const limited = { traces: [...limitLines(limits, range, palette), ...eigenvalues] };
  return [
    { title: "loss", ...loss },
    ...(tested.length > 0 ? [{ title: "accuracy", ...accuracy }] : []),
    ...(eigenvalues.length > 0 ? [{ title: "sharpness λ₁", ...limited }] : []),
  ];
}

function curve(
  name: string,
  values: readonly { readonly step: number; readonly value: number }[],
  color: string,
): Trace {
  const kept = thinIndices(
    values.map(({ value }) => value),
    points,
  ).map((i) => values[i]);
  return {
    type: "scatter",
    name,
    ...(kept.length > 1
      ? { mode: "lines" as const }
      : { mode: "markers" as const, marker: { color, size: 8 } }),
    x: kept.map(({ step }) => step),
    y: significant(kept.map(({ value }) => value)),
    line: { color, width: 2 },
    hovertemplate: `step %{x}<br>${name} %{y:.4g}<extra></extra>`,
  };
}

function sharpnessTrace(sharpness: readonly SharpnessLook[], { series }: Palette): Trace {
  const color = series[1];
  const kept = thinIndices(
    sharpness.map(({ value }) => value),
    looks,
  ).map((i) => sharpness[i]);
  const residuals = significant(
    kept.map(({ residual }) => residual),
    3,
  );
  return {
    type: "scatter",
    name: "sharpness λ₁",
    mode: "lines+markers",
    x: kept.map(({ step }) => step),
    y: significant(kept.map(({ value }) => value)),
    error_y: { type: "data", array: residuals, color, thickness: 1.2, width: 3 },
    customdata: residuals.map((residual) => [residual]),
    line: { color, width: 1.5 },
    marker: { color, size: 5 },
    hovertemplate: "step %{x}<br>λ₁ = %{y:.5g} ± %{customdata[0]:.1e}<extra></extra>",
  };
}

/** Where it stands at the last record and the last look. */
function monitorFinding({ records, sharpness = [], limits }: TrainingMonitorInput): string {
  const { step, loss } = records[records.length - 1];
  const tested = records.findLast(({ accuracy }) => accuracy !== undefined);
  const look = sharpness.at(-1);
  const percent = `accuracy ${short(100 * (tested?.accuracy ?? NaN))} %`;
  const limit = limits?.momentum;
  const side = look && limit !== undefined && look.value > limit ? "above" : "below";
  return [
    `step ${step.toLocaleString("en-US")}: loss ${short(loss)}`,
    ...(tested ? [percent] : []),
    ...(look ? [`sharpness ${withError(look.value, look.residual)}`] : []),
    ...(look && limit !== undefined ? [`${side} the limit of stability ${short(limit)}`] : []),
  ].join(" · ");
}

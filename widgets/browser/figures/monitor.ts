/** Controls, points and spectra of the training monitor. */
import type { MonitorSelection, MonitorState, SpectrumState } from "../../contract.js";
import { monitorFigure, monitorWaits } from "../../figures/monitorFigure.js";
import { nodeRange } from "../../figures/spectrumState.js";
import type { DrawnCell, DrawnPoint, LiveFigure } from "../liveFigure.js";
import { checkbox } from "../parts/checkbox.js";
import { element } from "../parts/element.js";
import type { RenderContext } from "../render.js";
import { widthSlider } from "./widthSlider.js";

export const liveMonitor: LiveFigure<MonitorState> = {
  name: "training-monitor",
  keys: ["records", "looks", "title", "limits", "scale", "spectra", "width"],
  draw: monitorFigure,
  waits: monitorWaits,
  controls: (context) => [
    checkbox(context, { key: "scale", label: "log loss", on: "log", off: "linear" }),
    smoothing(context),
  ],
  pickCell: pickSpectrum,
  placeOf: ({ series, step, value }, traces) => {
    const trace = traces.find(({ type }) => type === "heatmap");
    return series === "spectrum" && trace ? { trace, x: step, y: value } : undefined;
  },
  pick: pickStep,
  describe: ({ series, step, value }) =>
    `step ${step}: ${series === "spectrum" ? "spectrum at λ =" : series} ${Number(value.toPrecision(4))}`,
  zoomed: ({ scale }) => scale,
};

/** The width of all spectra, as soon as they are drawn. */
function smoothing(context: RenderContext<MonitorState>): HTMLElement {
  const { model, signal } = context;
  const spectra = (): SpectrumState[] => model.get("spectra").map(({ spectrum }) => spectrum);
  const parts = widthSlider(context, {
    chosen: () => spectra().at(-1)?.defaultWidth ?? 1,
    nodes: () => (spectra().length > 0 ? nodeRange(spectra()) : [0, 1]),
    reset: null,
  });
  const group = element("span", "group eigenscape-smoothing", {}, ...parts);
  const show = (): void => {
    group.hidden = spectra().length < 2;
  };
  show();
  model.onChange(show, signal);
  return group;
}

/** The spectrum nearest to a cell, which a cell between two shows. */
function pickSpectrum(
  { trace, row, column }: DrawnCell,
  { spectra }: MonitorState,
): MonitorSelection | undefined {
  const [x, value] = [Number(trace.x?.[column]), Number(trace.y?.[row])];
  const [first] = spectra;
  if (trace.type !== "heatmap" || first === undefined) return undefined;
  const { step } = spectra.reduce((best, moment) =>
    Math.abs(moment.step - x) < Math.abs(best.step - x) ? moment : best,
  );
  return { series: "spectrum", step, value };
}

const series = new Map<string | undefined, MonitorSelection["series"]>([
  ["loss", "loss"],
  ["accuracy", "accuracy"],
  ["sharpness λ₁", "sharpness"],
]);

function pickStep({ trace, x, y }: DrawnPoint): MonitorSelection | undefined {
  const name = series.get(trace.name);
  return name && { series: name, step: Number(x), value: Number(y) };
}

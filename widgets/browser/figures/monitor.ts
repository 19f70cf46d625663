/** Controls and points of the training monitor. */
import type { MonitorSelection, MonitorState } from "../../contract.js";
import { monitorFigure, monitorWaits } from "../../figures/monitorFigure.js";
import type { DrawnPoint, LiveFigure } from "../liveFigure.js";
import { checkbox } from "../parts/checkbox.js";

export const liveMonitor: LiveFigure<MonitorState> = {
  name: "training-monitor",
  keys: ["records", "looks", "title", "limits", "scale"],
  draw: monitorFigure,
  waits: monitorWaits,
  controls: (context) => [
    checkbox(context, { key: "scale", label: "log loss", on: "log", off: "linear" }),
  ],
  pick: pickStep,
  describe: ({ series, step, value }) => `step ${step}: ${series} ${Number(value.toPrecision(4))}`,
  zoomed: ({ scale }) => scale,
};

const series = new Map<string | undefined, MonitorSelection["series"]>([
  ["loss", "loss"],
  ["accuracy", "accuracy"],
  ["sharpness λ₁", "sharpness"],
]);

function pickStep({ trace, x, y }: DrawnPoint): MonitorSelection | undefined {
  const name = series.get(trace.name);
  return name && { series: name, step: Number(x), value: Number(y) };
}

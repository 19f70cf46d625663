/** The figure of a training monitor's state. */
import type { Figure } from "../../src/figures/figure.js";
import type { Theme } from "../../src/figures/palette.js";
import type { AnyTrace } from "../../src/figures/plotlyJson.js";
import { trainingMonitorFigure } from "../../src/figures/trainingMonitor.js";
import type { MonitorState } from "../contract.js";

export function monitorFigure(
  { records, looks, title, limits, scale }: MonitorState,
  theme: Theme = "light",
): Figure<AnyTrace> {
  const input = {
    records: Array.from(records.step, (step, i) => {
      const [loss, accuracy] = [records.loss[i] ?? NaN, records.accuracy[i] ?? NaN];
      return Number.isNaN(accuracy) ? { step, loss } : { step, loss, accuracy };
    }),
    sharpness: Array.from(looks.step, (step, i) => ({
      step,
      value: looks.value[i] ?? NaN,
      residual: looks.residual[i] ?? NaN,
    })),
    limits: limits ?? undefined,
  };
  return trainingMonitorFigure(input, { title, scale, theme });
}

/** Why there is no figure yet. */
export function monitorWaits({ records, title }: MonitorState): string | undefined {
  return records.step.length > 0 ? undefined : `${title}: waiting for the first step.`;
}

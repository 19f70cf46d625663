/** The figure of a training monitor's state. */
import type { Figure } from "../../src/figures/figure.js";
import type { Theme } from "../../src/figures/palette.js";
import type { AnyTrace } from "../../src/figures/plotlyJson.js";
import type { DensityCurve } from "../../src/figures/densityInput.js";
import { trainingMonitorFigure } from "../../src/figures/trainingMonitor.js";
import type { MonitorState, SpectrumState } from "../contract.js";
import { densityInput } from "./spectrumState.js";

export function monitorFigure(
  { records, looks, spectra, width, title, limits, scale }: MonitorState,
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
    spectra: spectra.map(({ step, spectrum }) => ({ step, spectrum: curveOf(spectrum, width) })),
  };
  return trainingMonitorFigure(input, { title, scale, theme });
}

/** Of each spectrum as it was drawn last: a new one does not smooth all others again. */
const curves = new WeakMap<SpectrumState, { width: number; curve: DensityCurve }>();

function curveOf(spectrum: SpectrumState, chosen: number | null): DensityCurve {
  const width = chosen ?? spectrum.defaultWidth;
  const last = curves.get(spectrum);
  if (last?.width === width) return last.curve;
  const curve = densityInput(spectrum).density({ width });
  curves.set(spectrum, { width, curve });
  return curve;
}

/** Why there is no figure yet. */
export function monitorWaits({ records, title }: MonitorState): string | undefined {
  return records.step.length > 0 ? undefined : `${title}: waiting for the first step.`;
}

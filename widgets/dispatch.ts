/** The live form of a result: `widget(result)` looks at its `kind`. */
import type { DensityInput } from "../src/figures/densityInput.js";
import type { TrainingSpectrumInput } from "../src/figures/trainingSpectrum.js";
import { EigenvalueDensity } from "./eigenvalueDensity.js";
import { TrainingMonitor } from "./trainingMonitor.js";

/** A spectrum, as src/spectrum makes it. */
export interface SpectrumResult extends DensityInput {
  readonly kind: "spectrum";
}

/** What an observer of training saw, as src/observe makes it. */
export interface TrainingSpectrumResult extends TrainingSpectrumInput {
  readonly kind: "trainingSpectrum";
}

type DensityOptions = ConstructorParameters<typeof EigenvalueDensity>[1];
type MonitorOptions = ConstructorParameters<typeof TrainingMonitor>[0];

/** @param result What has a live form; the options are those of its widget. */
export function widget(result: SpectrumResult, options?: DensityOptions): EigenvalueDensity;
export function widget(result: TrainingSpectrumResult, options?: MonitorOptions): TrainingMonitor;
export function widget(
  result: SpectrumResult | TrainingSpectrumResult,
  options?: DensityOptions | MonitorOptions,
): EigenvalueDensity | TrainingMonitor {
  const { kind } = (result ?? {}) as { kind?: unknown };
  if (kind === "spectrum") return new EigenvalueDensity(result as SpectrumResult, options);
  if (kind === "trainingSpectrum") {
    return monitorOf(result as TrainingSpectrumResult, options);
  }
  throw new TypeError(
    "widget: result must be of a kind with a live form (spectrum, trainingSpectrum), " +
      `got ${String(kind)}`,
  );
}

function monitorOf(
  { records, limits }: TrainingSpectrumInput,
  options: MonitorOptions = {},
): TrainingMonitor {
  const title = "Sharpness during training";
  const monitor = new TrainingMonitor({ title, ...(limits && { limits }), ...options });
  for (const { step, loss, values, residuals } of records) {
    const [value, residual] = [values[0], residuals[0]];
    const known = value !== undefined && residual !== undefined;
    monitor.append({ step, loss, ...(known && { sharpness: { value, residual } }) });
  }
  return monitor;
}

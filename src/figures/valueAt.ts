/** Piecewise linear interpolation over steps. */
export interface SteppedValue {
  readonly step: number;
  readonly value: number;
}

/** @returns undefined before the first and after the last step. @param points Ascending steps. */
export function valueAt(points: readonly SteppedValue[], step: number): number | undefined {
  const next = points.findIndex((point) => point.step >= step);
  if (next < 0) return undefined;
  const after = points[next];
  if (after.step === step) return after.value;
  if (next === 0) return undefined;
  const before = points[next - 1];
  const part = (step - before.step) / (after.step - before.step);
  return before.value + part * (after.value - before.value);
}

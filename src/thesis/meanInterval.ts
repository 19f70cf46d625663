/**
 * The mean of independent repetitions, such as training runs with other seeds, and the interval that holds the true mean in
 * 95 of 100 cases where repetitions are normal: mean ± t·s/√n with Student's t of n − 1 degrees of freedom.
 */
import { checkInteger } from "../core/check.js";
import { studentQuantile } from "../spectrum/student.js";

export interface MeanInterval {
  readonly mean: number;
  readonly interval: readonly [number, number];
}

/** @param values At least two. */
export function meanInterval(values: readonly number[], level = 0.95): MeanInterval {
  const count = values.length;
  checkInteger("meanInterval", "number of values", count, 2);
  const mean = values.reduce((a, b) => a + b, 0) / count;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (count - 1);
  const half = studentQuantile(level, count - 1) * Math.sqrt(variance / count);
  return { mean, interval: [mean - half, mean + half] };
}

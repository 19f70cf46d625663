/**
 * The bootstrap over probes, for what is not a mean: how often each of k probes is drawn when k are
 * drawn with replacement. Efron (1979), doi:10.1214/aos/1176344552.
 */
import { random } from "../core/random.js";

/** @returns For each resample the counts of the k probes; their sum is k. */
export function resampledCounts(
  count: number,
  resamples: number,
  seed: number,
  stream: string,
): Float64Array[] {
  const numbers = random(seed, `bootstrap ${stream}`);
  return Array.from({ length: resamples }, () => {
    const counts = new Float64Array(count);
    for (let i = 0; i < count; i++) counts[numbers.integer(count)]++;
    return counts;
  });
}

/** The smallest value that a share `level` of the values does not exceed. */
export function quantile(values: readonly number[], level: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(level * sorted.length) - 1))];
}

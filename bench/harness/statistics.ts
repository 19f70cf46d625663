/**
 * Times as numbers to compare. A neighbour on the machine only ever adds time, so the minimum of many
 * short repetitions is what a program costs; the median tells how often it was disturbed.
 */
export interface Times {
  readonly minimum: number;
  readonly median: number;
  readonly count: number;
}

export function summarizeTimes(milliseconds: readonly number[]): Times {
  if (milliseconds.length === 0) {
    throw new RangeError("summarizeTimes: times must not be empty, got none");
  }
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { minimum: sorted[0], median, count: sorted.length };
}

/** The smallest of the times that at least a share q of them does not exceed. */
export function quantile(milliseconds: readonly number[], q: number): number {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** ‖a − b‖ / ‖b‖. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new RangeError(`relativeDifference: lengths must agree, got ${a.length} and ${b.length}`);
  }
  let difference = 0;
  let size = 0;
  for (let i = 0; i < a.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    size += b[i] ** 2;
  }
  return Math.sqrt(difference / size);
}

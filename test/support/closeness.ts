/** Comparison of vectors that says where they differ most. */
import { expect } from "vitest";

/** ‖a − b‖ / ‖b‖; NaN is close to nothing. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    size += b[i] ** 2;
  }
  return Math.sqrt(difference) / (Math.sqrt(size) || 1);
}

/** Fails with the worst entry, both values and the norms' ratio. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative: number,
): void {
  expect(actual.length).toBe(expected.length);
  const error = relativeError(actual, expected);
  if (error <= relative) return;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const distance = (j: number): number => Math.abs(actual[j] - expected[j]);
    if (!(distance(i) <= distance(worst))) worst = i;
  }
  expect.fail(
    `relative error ${error} > ${relative}; worst at ${worst}: ${actual[worst]} against ${expected[worst]}`,
  );
}

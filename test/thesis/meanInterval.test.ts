/** Means of repetitions. */
import { expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { meanInterval } from "../../src/thesis/meanInterval.js";

test("is Student's: 1, 2, 3 have 2 ± 4.3027/√3", () => {
  const { mean, interval } = meanInterval([1, 2, 3]);
  expect(mean).toBe(2);
  expect(interval[1] - mean).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
  expect(mean - interval[0]).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
});

test("95 of 100 intervals over three normal values hold the true mean", () => {
  const stream = random(0, "repetitions");
  const cases = 2000;
  let held = 0;
  for (let i = 0; i < cases; i++) {
    const { interval } = meanInterval(Array.from({ length: 3 }, () => 7 + stream.normal()));
    if (interval[0] <= 7 && 7 <= interval[1]) held++;
  }
  expect(Math.abs(held / cases - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / cases));
});

test("one value has no interval", () => {
  expect(() => meanInterval([1])).toThrow("meanInterval: number of values must be an integer");
});

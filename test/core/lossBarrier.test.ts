/** The height of the loss above the straight line between its ends. */
import { expect, test } from "vitest";
import { lossBarrier } from "../../src/core/lossBarrier.js";

test("it is measured from the line between the ends, wherever the places are", () => {
  const t = [0, 0.1, 0.5, 1];
  expect(lossBarrier(t, [1, 2, 5, 3])).toEqual({ height: 3, at: 0.5, ratio: 5 / 3 });
  expect(lossBarrier(t, [3, 5.5, 2, 1])).toEqual({ height: 2.7, at: 0.1, ratio: 5.5 / 3 });
});

test("a convex loss has none, and a tilted line none from rounding at its end", () => {
  expect(lossBarrier([0, 0.5, 1], [1, 0, 3])).toEqual({ height: 0, at: 0, ratio: 1 });
  const t = [0, 0.3, 0.7, 1];
  const line = t.map((x) => 0.1 + 0.2 * x);
  expect(lossBarrier(t, line).height).toBeLessThan(1e-16);
});

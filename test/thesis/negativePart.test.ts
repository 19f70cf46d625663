/** The negative part of a spectrum by three measures. */
import { expect, test } from "vitest";
import { negativeOf } from "../../src/thesis/negativePart.js";

test("negativeOf gives mass against mass, the least, and the share; rounding is not negative", () => {
  const part = negativeOf(Float64Array.of(-2, -1, -1e-6, 0, 4, 8));
  expect(part).toEqual({ mass: 3 / 12, least: -2, share: 2 / 6 });
});

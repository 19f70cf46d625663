import { expect, test } from "vitest";
import { erf } from "../../src/execute/reference/erf.js";

// From the C library, by Python: [(x, math.erf(x)) for x in …].
test.each([
  [0, 0],
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [2, 0.9953222650189527],
  [2.49, 0.9995707121322661],
  [2.5, 0.999593047982555],
  [3, 0.9999779095030014],
  [4, 0.9999999845827421],
  [7, 1],
])("erf(%d) = %d, and it is odd", (x, value) => {
  expect(Math.abs(erf(x) - value)).toBeLessThanOrEqual(2.3e-16);
  expect(erf(-x)).toBe(-erf(x));
});

test("its slope is 2/√π exp(−x²), across the change of method", () => {
  for (const x of [-3, -2.5, -1, 0.3, 2.4999, 2.5001, 4]) {
    const slope = (erf(x + 1e-5) - erf(x - 1e-5)) / 2e-5;
    expect(slope).toBeCloseTo((2 / Math.sqrt(Math.PI)) * Math.exp(-x * x), 9);
  }
  expect(erf(NaN)).toBeNaN();
});

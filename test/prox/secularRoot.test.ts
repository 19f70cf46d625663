import { expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { secularRoot } from "../../src/prox/secularRoot.js";

const sumOfSquares = (a: Float64Array, d: Float64Array, s: number): number =>
  a.reduce((sum, x, i) => sum + (x / (s + d[i])) ** 2, 0);

test.each([0, 0.5, 2, 12])("the equation holds to rounding where d spreads by e^±%d", (width) => {
  for (let seed = 0; seed < 60; seed++) {
    const stream = random(seed, "secular");
    const n = [1, 3, 30, 300][seed % 4];
    const size = 10 ** (8 * stream.uniform() - 2);
    const d = Float64Array.from({ length: n }, () => Math.exp(width * stream.normal()));
    const a = d.map((x) => size * stream.normal() * (seed % 3 === 0 ? x : 1));
    const s = secularRoot(a, d, n);
    if (sumOfSquares(a, d, 0) <= 1) expect(s).toBe(0);
    else expect(Math.abs(Math.sqrt(sumOfSquares(a, d, s)) - 1)).toBeLessThan(4e-15);
  }
});

test("equal d: ‖a‖ − d", () => {
  expect(secularRoot(Float64Array.of(3, 4, 99), Float64Array.of(2, 2, 99), 2)).toBeCloseTo(3, 14);
  expect(secularRoot(Float64Array.of(3, 4), Float64Array.of(5, 5), 2)).toBe(0); // the end itself
});

test("ends on numbers that are none", () => {
  expect(secularRoot(Float64Array.of(NaN, 1), Float64Array.of(1, 1), 2)).toBeNaN();
  expect(secularRoot(Float64Array.of(Infinity, 1), Float64Array.of(1, 1), 2)).not.toBe(0);
});

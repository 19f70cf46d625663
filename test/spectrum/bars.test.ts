import { describe, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { bars } from "../../src/spectrum/bars.js";
import { estimate, root, scaled } from "../../src/spectrum/estimate.js";
import { studentQuantile } from "../../src/spectrum/student.js";

const row = (...values: number[]): Float64Array => Float64Array.from(values);

describe("Student's quantile", () => {
  // Abramowitz and Stegun (1964), table 26.10.
  test.each([
    [0.95, 1, 12.706],
    [0.95, 2, 4.303],
    [0.95, 5, 2.571],
    [0.95, 9, 2.262],
    [0.99, 10, 3.169],
    [0.999, 3, 12.924],
    [0.95, 1e9, 1.962],
  ])("at %d of %d degrees is %d", (level, degrees, t) => {
    expect(studentQuantile(level, degrees)).toBeCloseTo(t, 3);
  });

  test("rounds degrees of freedom down", () => {
    expect(studentQuantile(0.95, 5.9)).toBe(studentQuantile(0.95, 5));
    expect(studentQuantile(0.95, 0.2)).toBe(studentQuantile(0.95, 1));
  });
});

describe("bars", () => {
  const values = [row(1, 4), row(3, 4), row(2, 7)];

  test("of probes alone are Student's, around the mean", () => {
    const { value, lower, upper, parts } = bars({ values });
    expect([...value]).toEqual([2, 5]);
    expect([...parts.probes].map((x) => x.toFixed(12))).toEqual(
      [Math.sqrt(1 / 3), 1].map((x) => x.toFixed(12)),
    );
    expect(upper[1] - 5).toBeCloseTo(4.3027, 4);
    expect(5 - lower[1]).toBeCloseTo(4.3027, 4);
    expect([...parts.krylov]).toEqual([0, 0]);
    expect(parts.data).toBeUndefined();
  });

  test("go around the Krylov interval, whose greater side is told", () => {
    const low = values.map((v) => v.map((x) => x - 0.5));
    const high = values.map((v) => v.map((x) => x + 2));
    const plain = bars({ values });
    const { lower, upper, parts } = bars({ values, low, high });
    expect(parts.krylov[0]).toBeCloseTo(2, 12);
    expect(upper[0] - plain.upper[0]).toBeCloseTo(2, 12);
    expect(plain.lower[0] - lower[0]).toBeCloseTo(0.5, 12);
  });

  test("count the bound on the variance as ten probes more", () => {
    const one = bars({ values: [row(1)], bound: row(4) });
    expect(one.parts.probes[0]).toBeCloseTo(2, 12);
    expect(one.upper[0] - 1).toBeCloseTo(2 * 2.2281, 3);
    const three = bars({ values, bound: row(4, 4) });
    expect(three.parts.probes[1] ** 2).toBeCloseTo((2 * 3 + 10 * 4) / 12 / 3, 12);
    expect(bars({ values: [row(1)] }).parts.probes[0]).toBe(Infinity);
  });

  test("of a share stay in [0, 1], are longer away from the end, and mirror", () => {
    const of = (...shares: number[]) => bars({ values: shares.map((x) => row(x)), kind: "share" });
    const [small, large] = [of(0.01, 0.02, 0.06), of(0.99, 0.98, 0.94)];
    expect(small.lower[0]).toBeGreaterThan(0);
    expect(small.upper[0] - small.value[0]).toBeGreaterThan(small.value[0] - small.lower[0]);
    expect(large.lower[0]).toBeCloseTo(1 - small.upper[0], 12);
    expect(large.upper[0]).toBeCloseTo(1 - small.lower[0], 12);
  });

  test("of a positive value are where the variance there reaches: |x − value| = t √(variance x/value)", () => {
    const { value, lower, upper, parts } = bars({ values: [row(1), row(3), row(2)], kind: "positive" }); // prettier-ignore
    for (const x of [lower[0], upper[0]]) {
      const variance = (parts.probes[0] ** 2 * x) / value[0];
      expect(Math.abs(x - value[0])).toBeCloseTo(4.3027 * Math.sqrt(variance), 3);
    }
  });

  test("of probes and data contain the truth in 90 % of draws, and each part its own", () => {
    const numbers = random(1, "draws");
    let inside = 0;
    for (let run = 0; run < 400; run++) {
      const shift = numbers.normal() / 2; // what the data did to the whole: s/√m with m = 4
      const draw = () => row(shift + numbers.normal());
      const subsets = Array.from({ length: 4 }, () => row(numbers.normal()));
      const b = bars({ values: Array.from({ length: 5 }, draw), subsets });
      if (b.lower[0] <= 0 && b.upper[0] >= 0) inside++;
      expect(b.parts.data?.[0]).toBeGreaterThan(0);
    }
    expect(inside / 400).toBeGreaterThan(0.93);
  });
});

test("scaled and root estimates carry value, bars and parts along", () => {
  const e = estimate({ probes: [0, 1, 2].map(() => quadrature), size: 8 }, () => ({ value: 4, low: 4, high: 6, variance: 1 })); // prettier-ignore
  const twice = scaled(e, 2);
  expect(twice.value).toBe(8);
  expect(twice.upper).toBeCloseTo(2 * e.upper, 12);
  expect(twice.standardError).toBeCloseTo(2 * e.standardError, 12);
  const r = root(e);
  expect(r.value).toBe(2);
  expect(r.upper ** 2).toBeCloseTo(e.upper, 12);
  expect(r.parts.krylov).toBeCloseTo(2 / 4, 12); // half the relative error
  expect(e.standardError).toBeCloseTo(Math.hypot(e.parts.probes, 2), 12);
});

const quadrature = { nodes: row(1), weights: row(1), residuals: row(0) };

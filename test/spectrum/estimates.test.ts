import { describe, expect, test } from "vitest";
import { dense } from "../../src/operators/dense.js";
import type { Estimate } from "../../src/spectrum/estimate.js";
import { effectiveDimension, power } from "../../src/spectrum/functionals.js";
import { spectrum, type Spectrum } from "../../src/spectrum/spectrum.js";
import { hits, known, meanOf, network, probeWeights } from "../support/spectra.js";

const net = network();
const n = net.values.length;
const share = (test: (x: number) => boolean): number => meanOf(net.values, (x) => Number(test(x)));
const holds = (e: Estimate, exact: number): boolean => e.lower <= exact && exact <= e.upper;

const quantities: Record<string, [(s: Spectrum) => Estimate, number]> = {
  "trace()": [(s) => s.trace(), n * meanOf(net.values, (x) => x)],
  "frobenius()": [(s) => s.frobenius(), Math.sqrt(n * meanOf(net.values, (x) => x * x))],
  "moment(3)": [(s) => s.moment(3), meanOf(net.values, (x) => x ** 3)],
  "effectiveDimension(1.5)": [
    (s) => s.effectiveDimension(1.5),
    n * meanOf(net.values, (x) => x / (x + 1.5)),
  ],
  "mass of one": [(s) => s.mass(2, 4), 1 / n],
  "mass of two": [(s) => s.mass(4, 7), 2 / n],
  "mass of outliers": [(s) => s.mass(2, Infinity), 5 / n],
  "mass in the bulk": [(s) => s.mass(-0.3, 0.3), share((x) => x > -0.3 && x <= 0.3)],
  "negativeMass()": [(s) => s.negativeMass(), share((x) => x < -1e-9)],
};

describe.each([
  { probes: 1, steps: 20 },
  { probes: 2, steps: 20 },
  { probes: 10, steps: 12 },
])("of 50 runs with $probes probes × $steps steps, at least 45 contain the exact", ({ probes, steps }) => {
  const runs = Array.from({ length: 50 }, (_, seed) => spectrum(net.operator, { steps, probes, seed }));
  test.each(Object.keys(quantities))("%s", async (name) => {
    const [of, exact] = quantities[name];
    expect(await hits(async (seed) => holds(of(await runs[seed]), exact))).toBeGreaterThanOrEqual(45);
  });
}); // prettier-ignore

describe("over 50 runs", () => {
  const runs = Promise.all(
    Array.from({ length: 50 }, (_, seed) => spectrum(net.operator, { steps: 20, probes: 4, seed })),
  );
  const average = (values: readonly number[]): number => meanOf(values, (x) => x);
  const scatter = (values: readonly number[]): number => {
    const mean = average(values);
    return Math.sqrt(meanOf(values, (x) => (x - mean) ** 2));
  };

  test.each(Object.keys(quantities).slice(0, 7))("%s is unbiased, to 3.5 standard errors", async (name) => {
    const [of, exact] = quantities[name];
    const values = (await runs).map((s) => of(s).value);
    const bias = name === "frobenius()" ? 0.03 * exact : 0; // of a root: to second order
    expect(Math.abs(average(values) - exact)).toBeLessThan((3.5 * scatter(values)) / 7 + bias);
  }); // prettier-ignore

  test.each(["trace()", "moment(3)", "mass of outliers"])("the stated error of %s is its scatter", async (name) => {
    const estimates = (await runs).map(quantities[name][0]);
    const stated = average(estimates.map((e) => e.parts.probes));
    const ratio = stated / scatter(estimates.map((e) => e.value));
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.4);
  }); // prettier-ignore
});

describe("a moment", () => {
  test("of degree < 2 · steps is that of the probe's own distribution, with no Krylov error", async () => {
    const s = await spectrum(net.operator, { steps: 4, probes: 1, seed: 2 });
    const weights = probeWeights(n, 2, "probes 0");
    for (let k = 0; k <= 7; k++) {
      const exact = weights.reduce((sum, w, i) => sum + w * net.values[i] ** k, 0);
      expect(s.moment(k).value / exact).toBeCloseTo(1, 9);
      expect(s.moment(k).parts.krylov).toBe(0);
    }
  });

  test("of a higher degree lies within its Krylov interval, one-sided for even degrees", async () => {
    const { probes } = await spectrum(net.operator, { steps: 2, probes: 8, seed: 3 });
    for (const [l, probe] of probes.entries()) {
      const weights = probeWeights(n, 3, `probes ${l}`);
      for (const k of [4, 5, 6, 7, 10]) {
        const exact = weights.reduce((sum, w, i) => sum + w * net.values[i] ** k, 0);
        const { value, low, high } = power(k)(probe);
        expect(exact).toBeGreaterThanOrEqual(low * (1 - 1e-9));
        expect(exact).toBeLessThanOrEqual(high * (1 + 1e-9));
        if (k % 2 === 0) expect(low).toBe(value);
      }
    }
  });

  test("scales with the matrix", async () => {
    const c = 2 ** -40;
    const a = await spectrum(dense(net.matrix.map((x) => c * x), n), { steps: 3, probes: 2 }); // prettier-ignore
    const b = await spectrum(net.operator, { steps: 3, probes: 2 });
    for (const k of [1, 2, 8]) {
      expect(a.moment(k).value / c ** k / b.moment(k).value).toBeCloseTo(1, 11);
      expect(a.moment(k).upper / c ** k / b.moment(k).upper).toBeCloseTo(1, 9);
    }
    expect(a.frobenius().upper / c / b.frobenius().upper).toBeCloseTo(1, 10);
    expect(a.effectiveDimension(2 * c).value / b.effectiveDimension(2).value).toBeCloseTo(1, 10);
    expect(a.negativeMass().value).toBeCloseTo(b.negativeMass().value, 10);
  });

  test("of the zero matrix is 0, exactly", async () => {
    const s = await spectrum(dense(new Float64Array(9), 3), { probes: 2 });
    expect(s.moment(5)).toMatchObject({ value: 0, lower: 0, upper: 0 });
    expect(s.frobenius()).toMatchObject({ value: 0, lower: 0, upper: 0 });
  });

  test("needs a whole degree", async () => {
    const s = await spectrum(net.operator, { steps: 2, probes: 1 });
    expect(() => s.moment(1.5)).toThrow("moment: k must be an integer ≥ 0, got 1.5");
  });
});

describe("the effective dimension", () => {
  const positive = known(Array.from({ length: 60 }, (_, i) => (i / 60) ** 4));

  test("of each probe lies in its Krylov interval, which Gauss quadrature bounds from above", async () => {
    for (const steps of [2, 4, 8]) {
      const s = await spectrum(positive.operator, { steps, probes: 1, seed: 1 });
      const weights = probeWeights(60, 1, "probes 0");
      const exact = weights.reduce((sum, w, i) => sum + (w * positive.values[i]) / (positive.values[i] + 0.1), 0); // prettier-ignore
      const e = effectiveDimension({ probes: s.probes }, 0.1, { smallest: 0 });
      expect(exact).toBeLessThanOrEqual(e.value + 1e-12);
      expect(exact).toBeGreaterThanOrEqual(e.value - e.parts.krylov - 1e-12);
      expect(e.parts.krylov).toBeLessThan(steps === 8 ? 1e-4 : 0.6);
    }
  });

  test("has no Krylov bound where eigenvalues might be at −c", async () => {
    const s = await spectrum(positive.operator, { steps: 2, probes: 2 });
    expect(s.effectiveDimension(1e-4).parts.krylov).toBe(Infinity);
    expect(s.effectiveDimension(1e-4, { smallest: 0 }).parts.krylov).toBeLessThan(Infinity);
  });

  test("rejects a c at which it has no meaning", async () => {
    const s = await spectrum(dense(Float64Array.of(-2), 1), { probes: 1 });
    expect(() => s.effectiveDimension(1)).toThrow(
      "effectiveDimension: c must be > −λ for every eigenvalue λ, got c = 1 and λ = -2",
    );
    expect(() => s.effectiveDimension(-3)).toThrow("c must be a finite number > 0, got -3");
  });
});

import { expect, test } from "vitest";
import { dense } from "../../src/operators/dense.js";
import { quantile, resampledCounts } from "../../src/spectrum/bootstrap.js";
import { distance } from "../../src/spectrum/distance.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { hits, known, network } from "../support/spectra.js";

const net = network();
const run = (seed: number, operator = net.operator, probes = 8) =>
  spectrum(operator, { steps: 12, probes, seed });
const point = (...nodes: number[]) => ({
  nodes: Float64Array.from(nodes),
  weights: Float64Array.from(nodes, () => 1 / nodes.length),
  residuals: Float64Array.from(nodes, () => 0),
});

test("of two distributions is the way that mass moves, and the greatest gap", () => {
  const of = (a: number[], b: number[]) =>
    distance({ probes: [point(...a)] }, { probes: [point(...b)] });
  expect(of([0], [3]).wasserstein.value).toBeCloseTo(3, 14);
  expect(of([0], [3]).kolmogorov.value).toBe(1);
  expect(of([0, 1], [0, 2]).wasserstein.value).toBeCloseTo(0.5, 14);
  expect(of([0, 1], [0, 2]).kolmogorov.value).toBeCloseTo(0.5, 14);
  expect(of([1, 2, 4], [1, 2, 4]).wasserstein.value).toBe(0);
  expect(of([1, 2, 4], [1, 2, 4]).kolmogorov.value).toBe(0);
  expect(of([0], [3]).wasserstein.noise).toBe(Infinity); // one probe shows no noise
});

test("between two runs of one matrix stays below the limit of the noise in 90 % of 50 pairs", async () => {
  const below = { wasserstein: 0, kolmogorov: 0 };
  const ratio = { value: 0, noise: 0 };
  await hits(async (seed) => {
    const d = distance(await run(2 * seed), await run(2 * seed + 1), { resamples: 100 });
    for (const name of ["wasserstein", "kolmogorov"] as const) {
      if (d[name].value <= d[name].limit) below[name]++;
    }
    ratio.value += d.wasserstein.value;
    ratio.noise += d.wasserstein.noise;
    return true;
  });
  expect(below.wasserstein).toBeGreaterThanOrEqual(45);
  expect(below.kolmogorov).toBeGreaterThanOrEqual(45);
  expect(ratio.value / ratio.noise).toBeGreaterThan(0.8);
  expect(ratio.value / ratio.noise).toBeLessThan(1.25);
});

test("between different matrices is beyond it, and near the exact distance", async () => {
  const shifted = known(net.values.map((x) => (x < 2 ? x + 0.5 : x)));
  const { wasserstein, kolmogorov } = distance(await run(1), await run(2, shifted.operator));
  expect(wasserstein.value).toBeGreaterThan(2 * wasserstein.limit);
  expect(kolmogorov.value).toBeGreaterThan(2 * kolmogorov.limit);
  expect(Math.abs(wasserstein.value - 0.5 * (100 / 105))).toBeLessThan(2 * wasserstein.limit);
});

test("is symmetric, seeded, and scales with λ", async () => {
  const [s, t] = [await run(1), await run(2)];
  expect(distance(s, t).wasserstein.value).toBeCloseTo(distance(t, s).wasserstein.value, 14);
  expect(distance(s, t)).toEqual(distance(s, t));
  expect(distance(s, t, { seed: 1 })).not.toEqual(distance(s, t));
  const c = 2 ** 30;
  const large = dense(net.matrix.map((x) => c * x), net.values.length); // prettier-ignore
  const scaled = distance(await run(1, large), await run(2, large));
  const base = distance(s, t);
  expect(scaled.wasserstein.value / c / base.wasserstein.value).toBeCloseTo(1, 10);
  expect(scaled.wasserstein.limit / c / base.wasserstein.limit).toBeCloseTo(1, 10);
  expect(scaled.kolmogorov.value).toBeCloseTo(base.kolmogorov.value, 10);
});

test("rejects too few resamples", () => {
  const s = { probes: [point(1)] };
  expect(() => distance(s, s, { resamples: 1 })).toThrow("distance: resamples must be an integer ≥ 20, got 1"); // prettier-ignore
});

test("bootstrap counts are multinomial: k draws of k, each probe once on average with variance 1 − 1/k", () => {
  const counts = resampledCounts(4, 4000, 1, "test");
  expect(counts.every((c) => c.reduce((a, b) => a + b, 0) === 4)).toBe(true);
  const first = counts.map((c) => c[0]);
  const mean = first.reduce((a, b) => a + b, 0) / 4000;
  expect(mean).toBeCloseTo(1, 1);
  expect(first.reduce((a, x) => a + (x - mean) ** 2, 0) / 4000).toBeCloseTo(0.75, 1);
  expect(quantile([3, 1, 2, 4], 0.5)).toBe(2);
  expect(quantile([3, 1, 2, 4], 0.95)).toBe(4);
});

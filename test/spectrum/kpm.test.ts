import { describe, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { dense } from "../../src/operators/dense.js";
import { chebyshevMoments, chebyshevValues, jackson } from "../../src/spectrum/chebyshev.js";
import { disagreement } from "../../src/spectrum/disagreement.js";
import { quadratureMoments } from "../../src/spectrum/kernelDensity.js";
import { kpm } from "../../src/spectrum/kpm.js";
import { Spectrum, spectrum } from "../../src/spectrum/spectrum.js";
import { expectClose } from "../support/closeness.js";
import { hits, known, meanOf, network, probeWeights } from "../support/spectra.js";

const net = network();
const n = net.values.length;
const range = { low: -1.5, high: 9 };
const scaledTo = (x: number): number => (2 * x - range.low - range.high) / (range.high - range.low);

describe("Chebyshev moments", () => {
  test.each([2, 3, 20, 21])("of a probe are qᵀ Tₙ(B) q: %d of them", async (count) => {
    const signs = random(1, "kpm 0");
    const start = Float64Array.from({ length: n }, () => signs.sign());
    let products = 0;
    const counted = {
      size: n,
      apply: (v: Float64Array) => {
        products++;
        return net.operator.apply(v);
      },
    };
    const moments = await chebyshevMoments(counted, start, { count, range });
    const weights = probeWeights(n, 1, "kpm 0");
    const exact = Float64Array.from({ length: count }, (_, k) =>
      weights.reduce((sum, w, i) => sum + w * chebyshevValues(scaledTo(net.values[i]), count)[k], 0),
    ); // prettier-ignore
    expectClose(moments, exact, 1e-12);
    expect(products).toBe(Math.floor(count / 2));
  });

  test("of a quadrature are those of the probe up to degree 2k − 1", async () => {
    const { probes } = await spectrum(net.operator, { steps: 8, probes: 1, seed: 2 });
    const weights = probeWeights(n, 2, "probes 0");
    const exact = Float64Array.from({ length: 16 }, (_, k) =>
      weights.reduce((sum, w, i) => sum + w * chebyshevValues(scaledTo(net.values[i]), 16)[k], 0),
    ); // prettier-ignore
    expectClose(quadratureMoments(probes[0], range, 16), exact, 1e-10);
  });

  test("Jackson's factors begin with 1 and make the kernel positive", () => {
    const g = jackson(12);
    expect(g[0]).toBeCloseTo(1, 14);
    for (let x = -0.99; x < 1; x += 0.03) {
      const t = [chebyshevValues(0.3, 12), chebyshevValues(x, 12)];
      const kernel = g.reduce((sum, c, k) => sum + (k === 0 ? 1 : 2) * c * t[0][k] * t[1][k], 0);
      expect(kernel).toBeGreaterThan(-1e-12);
    }
  });
});

describe("kpm", () => {
  test("has the integral 1", async () => {
    const { density, grid, range: found } = await kpm(net.operator, { moments: 40, probes: 2 });
    const [center, radius] = [(found.low + found.high) / 2, (found.high - found.low) / 2];
    const mass = density.reduce((sum, y, i) => {
      const x = (grid[i] - center) / radius;
      return sum + (y * radius * Math.sqrt(1 - x * x) * Math.PI) / grid.length;
    }, 0);
    expect(mass).toBeCloseTo(1, 10);
  });

  test("of a semicircle is the semicircle, where the kernel is narrow", async () => {
    // Eigenvalues at the quantiles of (2/π) √(1 − λ²).
    const cdf = (x: number): number => 0.5 + (x * Math.sqrt(1 - x * x) + Math.asin(x)) / Math.PI;
    const quantile = (p: number): number => {
      let [a, b] = [-1, 1];
      for (let i = 0; i < 50; i++) [a, b] = cdf((a + b) / 2) < p ? [(a + b) / 2, b] : [a, (a + b) / 2]; // prettier-ignore
      return a;
    };
    const values = Array.from({ length: 250 }, (_, i) => quantile((i + 0.5) / 250));
    const grid = Float64Array.from({ length: 33 }, (_, i) => -0.8 + i / 20);
    const { density, lower, upper } = await kpm(diagonal(values), { moments: 60, probes: 1, grid, range: [-1.1, 1.1] }); // prettier-ignore
    grid.forEach((t, i) => {
      expect(density[i] / ((2 / Math.PI) * Math.sqrt(1 - t * t))).toBeCloseTo(1, 1);
      expect(lower[i]).toBeLessThanOrEqual(density[i]);
      expect(upper[i]).toBeGreaterThanOrEqual(density[i]);
    });
  });

  test("its bars contain the exact density through the kernel, at 90 % of the points of 50 runs", async () => {
    const options = { moments: 40, range: [range.low, range.high] as const };
    const exact = (await kpm(diagonal(net.values), { ...options, probes: 1 })).density; // every probe sees all alike
    let inside = 0;
    await hits(async (seed) => {
      const { lower, upper } = await kpm(net.operator, { ...options, probes: 6, seed });
      exact.forEach((y, i) => {
        if (lower[i] <= y * (1 + 1e-9) + 1e-12 && y <= upper[i] * (1 + 1e-9) + 1e-12) inside++;
      });
      return true;
    });
    expect(inside / 50 / exact.length).toBeGreaterThan(0.9);
  });

  test("is scale-free to 1e-12, with a range of its own", async () => {
    const base = await kpm(net.operator, { moments: 30, probes: 2 });
    for (const c of [2 ** -40, 2 ** 40]) {
      const scaled = await kpm(dense(net.matrix.map((x) => c * x), n), { moments: 30, probes: 2 }); // prettier-ignore
      expectClose(scaled.grid, base.grid.map((t) => c * t), 1e-12); // prettier-ignore
      expectClose(scaled.density.map((y) => c * y), base.density, 1e-12); // prettier-ignore
    }
  });

  test("finds a range that holds all eigenvalues", async () => {
    const { range: found } = await kpm(net.operator, { moments: 2, probes: 1 });
    expect(found.low).toBeLessThan(Math.min(...net.values));
    expect(found.high).toBeGreaterThan(8.5);
    expect((await kpm(dense(new Float64Array(4), 2), { moments: 4 })).density).toHaveLength(16);
  });

  test.each([
    [{ moments: 1 }, "kpm: moments must be an integer ≥ 2, got 1"],
    [{ probes: 0 }, "kpm: probes must be an integer ≥ 1, got 0"],
    [{ range: [2, 2] as const }, "kpm: range must ascend, got [2, 2]"],
    [{ range: [0, 1] as const }, "kpm: range must contain all eigenvalues, got [0, 1]"],
    [{ range: [-2, 9] as const, grid: Float64Array.of(9) }, "kpm: grid must lie inside of (-2, 9), got 9"],
  ])("rejects %j", async (options, message) => {
    await expect(kpm(net.operator, options)).rejects.toThrow(message);
  }); // prettier-ignore
});

describe("disagreement", () => {
  test("is silent in 48 of 50 pairs of runs of one matrix", async () => {
    const silent = await hits(async (seed) => {
      const s = await spectrum(net.operator, { steps: 20, probes: 3, seed });
      const { warnings } = await kpm(net.operator, { moments: 30, probes: 3, seed, compare: s });
      return warnings.length === 0;
    });
    expect(silent).toBeGreaterThanOrEqual(48);
  });

  test("names the place where eigenvalues are missing, or moved", async () => {
    const k = await kpm(net.operator, { moments: 40, probes: 10 });
    const moved = known(net.values.map((x) => (x === 0 ? 2 : x)));
    const s = await spectrum(moved.operator, { steps: 25, probes: 10 });
    const warnings = disagreement(s, k);
    expect(warnings.join()).toMatch(/Lanczos quadrature and KPM disagree for λ in \[1\.\d+, 2\.\d+\]/);
  }); // prettier-ignore

  test("sees weights that are wrong, such as those that are squared twice", async () => {
    const s = await spectrum(net.operator, { steps: 20, probes: 5 });
    const k = await kpm(net.operator, { moments: 40, probes: 5 });
    const wrong = s.probes.map((p) => {
      const total = meanOf([...p.weights], (w) => w * w) * p.weights.length;
      return { ...p, weights: p.weights.map((w) => (w * w) / total) };
    });
    expect(disagreement(s, k)).toEqual([]);
    expect(disagreement(new Spectrum(n, wrong), k)).not.toEqual([]);
  });

  test("tells a spectrum of another matrix by its nodes, and refuses another size", async () => {
    const k = await kpm(net.operator, { moments: 10, probes: 1 });
    const twice = await spectrum(dense(net.matrix.map((x) => 2 * x), n), { steps: 10, probes: 1 }); // prettier-ignore
    expect(disagreement(twice, k)[0]).toContain("belongs to another matrix");
    const small = await spectrum(dense(Float64Array.of(1), 1), { probes: 1 });
    expect(() => disagreement(small, k)).toThrow("disagreement: sizes must be equal, got 1 and 105");
  }); // prettier-ignore
});

function diagonal(values: readonly number[]) {
  return {
    size: values.length,
    apply: (v: Float64Array) => Promise.resolve(v.map((x, i) => x * values[i])),
  };
}

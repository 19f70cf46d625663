import { describe, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { dense } from "../../src/operators/dense.js";
import { findAtoms } from "../../src/spectrum/atoms.js";
import { density } from "../../src/spectrum/density.js";
import { smooth } from "../../src/spectrum/smooth.js";
import { spectrum, type Spectrum } from "../../src/spectrum/spectrum.js";
import { expectClose } from "../support/closeness.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

const bulk = Array.from({ length: 60 }, (_, i) => Math.sin(i) / 10);
const eigenvalues = [...bulk, 3, 5, 8];
const n = eigenvalues.length;
const matrix = symmetricFromEigenvalues(eigenvalues, 1);
const A = dense(matrix, n);

const moment = (s: Spectrum, k: number): number[] =>
  s.probes.map(({ nodes, weights }) => nodes.reduce((m, x, j) => m + weights[j] * x ** k, 0));

describe("the quadrature of one probe", () => {
  test("is exact for polynomials of degree ≤ 2k − 1: its moments are qᵀ Aᵏ q", async () => {
    const steps = 3;
    const s = await spectrum(A, { steps, probes: 1, seed: 4 });
    const signs = random(4, "probes 0");
    const q = Float64Array.from({ length: n }, () => signs.sign() / Math.sqrt(n));
    let power: Float64Array = q.slice();
    for (let k = 0; k <= 2 * steps - 1; k++) {
      const exact = power.reduce((sum, x, i) => sum + x * q[i], 0);
      expect(moment(s, k)[0]).toBeCloseTo(exact, 9 - 2 * Math.floor(k / 2));
      power = await A.apply(power);
    }
  });

  test("has weights ≥ 0 with sum 1 and ascending nodes", async () => {
    const { probes } = await spectrum(A, { steps: 20, probes: 3, seed: 2 });
    for (const { nodes, weights } of probes) {
      expect(weights.every((w) => w >= 0)).toBe(true);
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
      expect(nodes.every((x, j) => j === 0 || x >= nodes[j - 1])).toBe(true);
    }
  });
});

test("the mean over probes converges to trace / P within its standard error", async () => {
  const exact = eigenvalues.reduce((a, b) => a + b, 0) / n;
  for (const seed of [1, 2, 3]) {
    const values = moment(await spectrum(A, { steps: 10, probes: 40, seed }), 1);
    const mean = values.reduce((a, b) => a + b, 0) / 40;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / 39;
    expect(Math.abs(mean - exact)).toBeLessThan(3.5 * Math.sqrt(variance / 40));
  }
});

test("a residual bound is never below what the rounding of products can move", async () => {
  const rough = { ...A, relativeError: 1e-3 };
  const [{ nodes, residuals }] = (await spectrum(rough, { steps: 16, probes: 1 })).probes;
  const floor = 1e-3 * 4 * nodes[nodes.length - 1];
  expect(Math.min(...residuals)).toBeGreaterThanOrEqual(floor);
  expect(Math.min(...residuals)).toBeLessThan(1.001 * floor);
});

test("the same seed gives the same bytes, another seed others, and probes can be added", async () => {
  const run = (seed: number, probes = 2) => spectrum(A, { steps: 12, probes, seed });
  expect((await run(5)).probes).toEqual((await run(5)).probes);
  expect((await run(5)).probes).not.toEqual((await run(6)).probes);
  expect((await run(5, 3)).probes.slice(0, 2)).toEqual((await run(5)).probes);
});

test("steps beyond the operator's size are not taken", async () => {
  const s = await spectrum(dense(Float64Array.of(2), 1), { steps: 80, probes: 1 });
  expect([...s.probes[0].nodes]).toEqual([2]);
  expect(String(s)).toContain("1 probes × 1 steps");
});

describe("smoothing", () => {
  const probes = [
    {
      nodes: Float64Array.of(-1, 0.5),
      weights: Float64Array.of(0.25, 0.75),
      residuals: Float64Array.of(0, 0),
    },
  ];
  const grid = Float64Array.from({ length: 4001 }, (_, i) => -4 + i / 500);

  test("is the sum of Gaussians with unit integral", () => {
    const { density: phi } = smooth({ probes }, { width: 0.3, grid });
    const gauss = (t: number, m: number) =>
      Math.exp(-((t - m) ** 2) / 0.18) / (0.3 * Math.sqrt(2 * Math.PI));
    expectClose(
      phi,
      grid.map((t) => 0.25 * gauss(t, -1) + 0.75 * gauss(t, 0.5)),
      1e-13,
    );
    expect(phi.reduce((a, b) => a + b, 0) / 500).toBeCloseTo(1, 10);
  });

  test("scales with the operator: c·A gives density(t / c) / c", () => {
    for (const c of [1e-6, 1e6]) {
      const scaled = probes.map(({ nodes, weights, residuals }) => ({
        nodes: nodes.map((x) => c * x),
        weights,
        residuals,
      }));
      const a = smooth(
        { probes: scaled },
        { width: 0.3 * c, grid: grid.map((t) => c * t) },
      ).density;
      expectClose(
        a.map((x) => c * x),
        smooth({ probes }, { width: 0.3, grid }).density,
        1e-12,
      );
    }
  });

  test("has the standard error of its probes, and spreads nodes that have not converged", () => {
    const certain = { nodes: Float64Array.of(0.5), weights: Float64Array.of(1), residuals: Float64Array.of(0) }; // prettier-ignore
    const at = Float64Array.of(0.4, 0.5);
    const two = smooth({ probes: [...probes, certain] }, { width: 0.3, grid: at });
    const [a, b] = [...probes, certain].map((p) => smooth({ probes: [p] }, { width: 0.3, grid: at }).density[1]); // prettier-ignore
    expect(two.parts.probes[1]).toBeCloseTo(Math.abs(a - b) / 2, 12); // sd/√2 of two numbers
    expect([...two.parts.krylov]).toEqual([0, 0]);
    const uncertain = { ...certain, residuals: Float64Array.of(0.3) };
    const { parts, density: phi } = smooth({ probes: [uncertain] }, { width: 0.3, grid: at });
    // A box of half-width h = σ adds h² φ″/6 = −φ/6 at the peak, to second order.
    expect(parts.krylov[1] / phi[1]).toBeCloseTo(0.14, 2);
    const wide = smooth({ probes: [uncertain] }, { width: 30, grid: at });
    expect(wide.parts.krylov[1] / wide.density[1]).toBeLessThan(1e-4);
  });

  test.each([
    [() => smooth({ probes: [] }, { width: 1, grid }), "smooth: needs at least one probe, got 0"],
    [() => smooth({ probes }, { width: NaN, grid }), "smooth: width must be > 0, got NaN"],
  ])("rejects %s", (call, message) => expect(call).toThrow(message));
});

describe("the density", () => {
  test("draws isolated eigenvalues as atoms of mass about 1/P and keeps them out of the bulk", async () => {
    const s = await spectrum(A, { steps: 30, probes: 10, seed: 3 });
    const { atoms, density: phi, grid } = s.density();
    expectClose(
      atoms.map(({ value }) => value),
      [3, 5, 8],
      1e-10,
    );
    for (const { mass, standardError, residual } of atoms) {
      expect(Math.abs(mass - 1 / n)).toBeLessThan(4 * standardError);
      expect(residual).toBeLessThan(1e-6);
    }
    const mass = phi.reduce((a, b) => a + b, 0) * (grid[1] - grid[0]);
    expect(mass + atoms.reduce((a, { mass: m }) => a + m, 0)).toBeCloseTo(1, 3);
    expect(phi[grid.findIndex((t) => t > 4)]).toBeLessThan(1e-12);
  });

  test("does not call a node an atom that only one probe has found", () => {
    const probe = (extra: number) => ({
      nodes: Float64Array.of(0, extra),
      weights: Float64Array.of(0.9, 0.1),
      residuals: Float64Array.of(0.05, 1e-9),
    });
    expect(findAtoms([probe(5), probe(5)], 0.1).map(({ value }) => value)).toEqual([5]);
    expect(findAtoms([probe(5), probe(6)], 0.1)).toEqual([]);
  });

  test("is scale-free: c·A gives c·λ, atoms included", async () => {
    const base = (await spectrum(A, { steps: 20, probes: 2 })).density();
    for (const c of [2 ** -30, 2 ** 30]) {
      const scaled = (await spectrum(dense(matrix.map((x) => c * x), n), { steps: 20, probes: 2 })).density(); // prettier-ignore
      expectClose(
        scaled.grid,
        base.grid.map((t) => c * t),
        1e-12,
      );
      expectClose(
        scaled.density.map((x) => c * x),
        base.density,
        1e-12,
      );
      expectClose(scaled.atoms.map(({ value }) => value / c), base.atoms.map(({ value }) => value), 1e-12); // prettier-ignore
    }
  });

  test("of one eigenvalue, or of zero, still has a width", async () => {
    const five = await spectrum(dense(Float64Array.of(5, 0, 0, 5), 2), { probes: 1 });
    expect(five.density().width).toBeCloseTo(0.05, 12);
    const zero = await spectrum(dense(new Float64Array(4), 2), { probes: 1 });
    expect(zero.density().width).toBe(1);
  });

  const probes = [{ nodes: Float64Array.of(1), weights: Float64Array.of(1), residuals: Float64Array.of(1) }]; // prettier-ignore
  test.each([
    [{ width: 0 }, "density: width must be a finite number > 0, got 0"],
    [{ width: 1, grid: Float64Array.of(1, 1) }, "density: grid must ascend"],
    [{ width: 1, grid: Float64Array.of(NaN) }, "density: grid must be finite, got NaN at index 0"],
  ])("rejects %j", (options, message) => {
    expect(() => density(probes, options)).toThrow(message);
  });
});

test("shows itself as text, and asks for a widget host", async () => {
  const s = await spectrum(A, { steps: 5, probes: 1 });
  expect(s[Symbol.for("Jupyter.display") as never]).toBeTypeOf("function");
  expect(() => s.widget()).toThrow("Spectrum.widget: a widget host must be registered");
});

test.each([
  [{ steps: 0 }, "spectrum: steps must be an integer ≥ 1, got 0"],
  [{ probes: 1.5 }, "spectrum: probes must be an integer ≥ 1, got 1.5"],
  [{ seed: -1 }, "spectrum: seed must be an integer ≥ 0, got -1"],
])("rejects %j", async (options, message) => {
  await expect(spectrum(A, options)).rejects.toThrow(message);
});

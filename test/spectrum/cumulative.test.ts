import { describe, expect, test } from "vitest";
import { cumulativeOf } from "../../src/spectrum/cumulative.js";
import { nodePolynomial } from "../../src/spectrum/nodePolynomial.js";
import { Spectrum, spectrum } from "../../src/spectrum/spectrum.js";
import { dense } from "../../src/operators/dense.js";
import { expectClose } from "../support/closeness.js";
import { hits, known, meanOf, network, probeWeights } from "../support/spectra.js";

const net = network();
const n = net.values.length;
const grid = Float64Array.from({ length: 40 }, (_, i) => -1.2 + i / 4);
const share = (test: (x: number) => boolean): number => meanOf(net.values, (x) => Number(test(x)));

describe("the interval of one probe", () => {
  const cases = [2, 5, 12, 30, 60].flatMap((steps) => [0, 1, 2].map((seed) => ({ steps, seed })));

  test.each(cases)("contains the exact distribution in the probe's weights: $steps steps, seed $seed", async ({ steps, seed }) => {
    const { probes } = await spectrum(net.operator, { steps, probes: 1, seed });
    const weights = probeWeights(n, seed, "probes 0");
    const at = cumulativeOf(probes[0]);
    for (const t of [...grid, ...probes[0].nodes, -1e-6, 1e-6, 4.999, 5.001, 8.49, 9, 100]) {
      const exact = weights.reduce((sum, w, i) => sum + (net.values[i] <= t ? w : 0), 0);
      const { value, low, high } = at(t);
      expect(exact, `at ${t}`).toBeGreaterThanOrEqual(low);
      expect(exact - 1e-14, `at ${t}`).toBeLessThanOrEqual(high);
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    }
  }); // prettier-ignore

  test("is narrow in a gap of the spectrum, and as wide as the weight at a node in the bulk", async () => {
    const [probe] = (await spectrum(net.operator, { steps: 30, probes: 1 })).probes;
    const at = cumulativeOf(probe);
    const width = (t: number): number => at(t).high - at(t).low;
    expect(width(2)).toBeLessThan(1e-10);
    expect(width(6.5)).toBeLessThan(1e-10);
    const j = probe.nodes.findIndex((node) => node > 0.1);
    expect(width(probe.nodes[j])).toBeGreaterThan(0.5 * probe.weights[j]);
    expect(width(0.1)).toBeLessThan(4 * probe.weights[j]);
  });

  test("is narrow on both sides of an eigenvalue that was found, though its weight is large", async () => {
    const half = known([...Array<number>(20).fill(0), ...Array.from({ length: 20 }, (_, i) => 1 + i / 20)]); // prettier-ignore
    const s = await spectrum(half.operator, { steps: 15, probes: 3 });
    for (const probe of s.probes) {
      const { low, high } = cumulativeOf(probe)(-1e-6);
      expect(low).toBe(0);
      expect(high).toBeLessThan(1e-3);
    }
    expect(s.mass(-1e-6, 1e-6).value).toBeGreaterThan(0.3);
    const more = await spectrum(half.operator, { steps: 30, probes: 3 });
    expect(more.negativeMass().upper).toBeLessThan(1e-9); // found zeros have no sign
    expect(more.negativeMass({ zero: -0.5 }).value).toBeGreaterThan(0.3);
  });

  test("is [0, 0] and [1, 1] at infinity", async () => {
    const [probe] = (await spectrum(net.operator, { steps: 12, probes: 1 })).probes;
    expect(cumulativeOf(probe)(-Infinity)).toMatchObject({ low: 0, value: 0, high: 0 });
    expect(cumulativeOf(probe)(Infinity)).toMatchObject({ low: 1, value: 1, high: 1 });
  });

  test("is a point everywhere but at the nodes, once the Krylov space is exhausted", async () => {
    const three = known([1, 1, 1, 2, 2, 4]);
    const [probe] = (await spectrum(three.operator, { steps: 6, probes: 1 })).probes;
    expect(probe.stopped).toBe("invariant-subspace");
    for (const t of [0.99, 1.01, 1.5, 1.99, 3]) {
      const { low, high } = cumulativeOf(probe)(t);
      expect(high - low).toBeLessThan(1e-9);
    }
  });
});

test("Christoffel numbers and ∫ ω² dμ are those of the orthogonal polynomials", async () => {
  const small = known([-1, 0.5, 1, 2, 4]);
  const [probe] = (await spectrum(small.operator, { steps: 2, probes: 1 })).probes;
  const weights = probeWeights(5, 0, "probes 0");
  const mean = (f: (x: number) => number) => weights.reduce((sum, w, i) => sum + w * f(small.values[i]), 0); // prettier-ignore
  const [m1, m2] = [mean((x) => x), mean((x) => x * x)];
  const polynomial = nodePolynomial(probe);
  const [a, b] = probe.nodes;
  const square = mean((x) => ((x - a) * (x - b)) ** 2);
  expect(Math.exp(polynomial.logNorm) / square).toBeCloseTo(1, 8);
  // p₀ = 1, p₁ = (t − m₁)/σ, p₂ = ω/‖ω‖
  const sum = 1 + (3 - m1) ** 2 / (m2 - m1 * m1) + ((3 - a) * (3 - b)) ** 2 / square;
  expect(polynomial.christoffel(3) * sum).toBeCloseTo(1, 8);
  expect(polynomial.christoffel(a)).toBe(probe.weights[0]);
  expect(Math.exp(polynomial.logAbsolute(3))).toBeCloseTo(Math.abs((3 - a) * (3 - b)), 10);
});

describe("s.cumulative", () => {
  test("contains the exact distribution at 90 % of the points of 50 runs", async () => {
    let inside = 0;
    await hits(async (seed) => {
      const { lower, upper } = (await spectrum(net.operator, { steps: 15, probes: 4, seed })).cumulative(grid); // prettier-ignore
      grid.forEach((t, i) => {
        const exact = share((x) => x <= t);
        if (lower[i] <= exact && exact <= upper[i]) inside++;
      });
      return true;
    });
    expect(inside / 50 / grid.length).toBeGreaterThan(0.93);
  });

  test("ascends", async () => {
    const s = await spectrum(net.operator, { steps: 12, probes: 3 });
    const fine = Float64Array.from({ length: 800 }, (_, i) => -1.5 + i / 70);
    const { value } = s.cumulative(fine);
    expect(value.every((x, i) => i === 0 || x >= value[i - 1] - 1e-15)).toBe(true);
  });

  test("keeps its sources apart: more steps narrow one, more probes the other", async () => {
    const width = async (steps: number, probes: number) => {
      const { parts } = (await spectrum(net.operator, { steps, probes, seed: 1 })).cumulative(grid);
      return [parts.probes, parts.krylov].map((x) => x.reduce((a, b) => a + b, 0));
    };
    const [few, steps, probes] = [await width(10, 4), await width(40, 4), await width(10, 64)];
    expect(steps[1]).toBeLessThan(0.4 * few[1]);
    expect(probes[0]).toBeLessThan(0.4 * few[0]);
    expect(probes[1]).toBeGreaterThan(0.7 * few[1]);
  });

  test("does not change with the unit", async () => {
    for (const c of [1e-9, 1e9]) {
      const scaled = dense(net.matrix.map((x) => c * x), n); // prettier-ignore
      const a = (await spectrum(scaled, { steps: 15, probes: 2 })).cumulative(grid.map((t) => c * t)); // prettier-ignore
      const b = (await spectrum(net.operator, { steps: 15, probes: 2 })).cumulative(grid);
      expectClose(a.value, b.value, 1e-10);
      expectClose(a.upper, b.upper, 1e-10);
    }
  });

  test("rejects a grid with holes", () => {
    const one = { nodes: Float64Array.of(1), weights: Float64Array.of(1), residuals: Float64Array.of(0), stopped: "steps" as const }; // prettier-ignore
    const s = new Spectrum(1, [one]);
    expect(() => s.cumulative(Float64Array.of(NaN))).toThrow("cumulative: grid must be finite");
    expect(() => s.mass(2, 1)).toThrow("mass: low must be < high, got 2 and 1");
  });
});

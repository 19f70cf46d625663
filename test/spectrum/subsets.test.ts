import { expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { dense } from "../../src/operators/dense.js";
import type { SymmetricOperator } from "../../src/operators/operator.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { hits, network } from "../support/spectra.js";

const size = 24;
const variances = Array.from({ length: size }, (_, i) => (i < 2 ? 6 : 1));
const trueTrace = variances.reduce((a, b) => a + b, 0);

/** (1/N) Σ x xᵀ over the samples with numbers from … to. */
function covariance(seed: number, from: number, to: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let sample = from; sample < to; sample++) {
    const numbers = random(seed, `sample ${sample}`);
    const x = variances.map((v) => Math.sqrt(v) * numbers.normal());
    x.forEach((a, i) => x.forEach((b, j) => (matrix[i * size + j] += (a * b) / (to - from))));
  }
  return matrix;
}

const operators = (seed: number, parts: number, samples: number): SymmetricOperator[] =>
  Array.from({ length: parts }, (_, i) =>
    dense(covariance(seed, (i * samples) / parts, ((i + 1) * samples) / parts), size),
  );

test("with parts of the data, bars hold the value of all data there could be", async () => {
  const samples = 60;
  const count = await hits(async (seed) => {
    const whole = dense(covariance(seed, 0, samples), size);
    const subsets = operators(seed, 4, samples);
    const s = await spectrum(whole, { steps: 6, probes: 3, seed, subsets });
    const { lower, upper, parts } = s.trace();
    expect(parts.data).toBeGreaterThan(0);
    return lower <= trueTrace && trueTrace <= upper;
  });
  expect(count).toBeGreaterThanOrEqual(45);
});

test("the part of the data is the standard error of sampling, whatever the probes", async () => {
  const stated: number[] = [];
  await hits(async (seed) => {
    const [whole] = operators(seed, 1, 60);
    const s = await spectrum(whole, { steps: 4, probes: 1, seed, subsets: operators(seed, 4, 60) });
    stated.push((s.trace().parts.data ?? 0) ** 2);
    return true;
  });
  const exact = (2 * variances.reduce((sum, v) => sum + v * v, 0)) / 60; // Var tr, of normal samples
  const mean = stated.reduce((a, b) => a + b, 0) / stated.length;
  // One probe sees qᵀAq · P: its own cross terms between samples add to the variance of the trace.
  expect(mean / exact).toBeGreaterThan(0.8);
  expect(mean / ((2 * trueTrace ** 2) / 60)).toBeLessThan(1.5);
});

test("every curve has a part of the data, and none without subsets", async () => {
  const [whole] = operators(1, 1, 60);
  const s = await spectrum(whole, { steps: 6, probes: 2, subsets: operators(1, 3, 60) });
  const grid = Float64Array.of(0.5, 1, 2);
  expect(s.subsets.map(({ probes }) => probes.length)).toEqual([2, 2, 2]);
  for (const curve of [s.density({ grid, width: 1 }), s.density({ grid, axis: "log" }), s.cumulative(grid)]) {
    expect(curve.parts.data).toHaveLength(3);
    expect(Math.max(...(curve.parts.data ?? []))).toBeGreaterThan(0);
  } // prettier-ignore
  const bare = await spectrum(whole, { steps: 6, probes: 2 });
  expect(bare.probes).toEqual(s.probes);
  expect(bare.density({ grid, width: 1 }).parts.data).toBeUndefined();
  expect(bare.trace().parts.data).toBeUndefined();
});

test("progress counts the parts too", async () => {
  const [whole] = operators(1, 1, 20);
  const seen: number[] = [];
  const onProgress = ({ done, total }: { done: number; total: number }): void => {
    expect(total).toBe(3 * 2 * 5);
    seen.push(done);
  };
  await spectrum(whole, { steps: 5, probes: 2, subsets: operators(1, 2, 20), onProgress });
  expect(seen).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});

test("rejects one part, and parts of another size", async () => {
  const [whole] = operators(1, 1, 20);
  await expect(spectrum(whole, { subsets: [whole] })).rejects.toThrow(
    "spectrum: subsets must be at least two parts of the data, got 1",
  );
  await expect(spectrum(whole, { subsets: [whole, network().operator] })).rejects.toThrow(
    "spectrum: subsets must have the operator's size 24, got 105",
  );
});

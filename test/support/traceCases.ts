/** Symmetric matrices of known trace: the kinds of spectra that estimates of traces must cope with. */
import { dense } from "../../src/operators/dense.js";
import type { TraceEstimate, TraceMethod } from "../../src/spectrum/trace.js";
import { symmetricFromEigenvalues } from "./matrices.js";

export const n = 80;
const spectra = {
  flat: (i: number) => 0.5 + i / n,
  "one outlier": (i: number) => (i === 0 ? 100 : i / n),
  decaying: (i: number) => 1 / (i + 1),
  "indefinite with trace 0": (i: number) => (i % 2 ? -1 : 1) * (1 + Math.floor(i / 2) / n),
};
export const cases = Object.entries(spectra).map(([name, eigenvalue]) => {
  const values = Array.from({ length: n }, (_, i) => eigenvalue(i));
  const matrix = symmetricFromEigenvalues(values, 1);
  const sum = (f: (x: number) => number) => values.reduce((a, x) => a + f(x), 0);
  return {
    name,
    matrix,
    A: dense(matrix, n),
    exact: sum((x) => x),
    squares: sum((x) => x * x),
  };
});
export const methods: TraceMethod[] = ["hutchinson", "hutch++", "xtrace"];

/** Every method with every matrix. */
export const each = methods.flatMap((method) => cases.map((c) => ({ method, ...c })));

/** The results with the seeds 0 … count − 1. */
export async function repeat(
  count: number,
  run: (seed: number) => Promise<TraceEstimate>,
): Promise<TraceEstimate[]> {
  const results: TraceEstimate[] = [];
  for (let seed = 0; seed < count; seed++) results.push(await run(seed));
  return results;
}

export const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

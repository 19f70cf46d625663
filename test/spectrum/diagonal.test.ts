import { describe, expect, test } from "vitest";
import { norm } from "../../src/core/vector.js";
import { dense } from "../../src/operators/dense.js";
import { diagonal, type DiagonalEstimate } from "../../src/spectrum/diagonal.js";
import { trace } from "../../src/spectrum/trace.js";
import { expectClose } from "../support/closeness.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

const n = 80;
const sample = (name: string, values: readonly number[]) => {
  const matrix = symmetricFromEigenvalues(values, 1);
  return {
    name,
    matrix,
    A: dense(matrix, n),
    exact: Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]),
    squares: values.reduce((a, x) => a + x * x, 0),
  };
};
const every = (f: (i: number) => number) => Array.from({ length: n }, (_, i) => f(i));
const pair = new Float64Array(n * n); // two entries off the diagonal, the least spread noise
pair[1] = pair[n] = 1;
const cases = [
  sample("flat", every((i) => 0.5 + i / n)), // prettier-ignore
  sample("one outlier", every((i) => (i === 0 ? 100 : i / n))), // prettier-ignore
  sample("decaying", every((i) => 1 / (i + 1))), // prettier-ignore
  sample("indefinite", every((i) => (i % 2 ? -1 : 1) * (1 + i / n))), // prettier-ignore
  { name: "one pair", matrix: pair, A: dense(pair, n), exact: new Float64Array(n), squares: 2 },
];
const [{ A, exact, squares }] = cases;
const errorOf = (d: DiagonalEstimate, truth: Float64Array) => norm(d.values.map((x, i) => x - truth[i])); // prettier-ignore

describe.each(cases)("$name", ({ A, exact, squares }) => {
  test("the stated bound holds, and the standard errors are right", async () => {
    const [runs, k, confidence] = [200, 12, 0.9];
    let [missed, real, stated] = [0, 0, 0];
    for (let seed = 0; seed < runs; seed++) {
      const options = { seed, confidence, budget: k, tolerance: 1e-9 };
      const estimate = await diagonal(A, options);
      const error = errorOf(estimate, exact);
      if (error > estimate.errorBound) missed++;
      real += error ** 2;
      stated += norm(estimate.standardErrors) ** 2;
    }
    const expected = runs * (1 - confidence);
    expect(missed).toBeLessThanOrEqual(expected + 2 * Math.sqrt(expected * confidence));
    const variance = (squares - norm(exact) ** 2) / k;
    expect(real / runs / variance).toBeGreaterThan(0.8);
    expect(real / runs / variance).toBeLessThan(1.2);
    expect(stated / runs / variance).toBeGreaterThan(0.85);
    expect(stated / runs / variance).toBeLessThan(1.15);
  });
});

test("each entry's standard error is its own", async () => {
  const [row, k] = [cases[1].matrix.subarray(0, n), 10];
  let stated = 0;
  for (let seed = 0; seed < 200; seed++) {
    const { standardErrors } = await diagonal(cases[1].A, { seed, budget: k, tolerance: 1e-9 });
    stated += standardErrors[0] ** 2 / 200;
  }
  const variance = row.slice(1).reduce((a, x) => a + x * x, 0) / k; // Σ over j ≠ i of aᵢⱼ²
  expect(stated / variance).toBeGreaterThan(0.85);
  expect(stated / variance).toBeLessThan(1.15);
});

test("stops at the tolerance; the same samples as Hutchinson's trace", async () => {
  const estimate = await diagonal(A, { tolerance: 0.4 });
  expect(estimate.status).toBe("tolerance");
  expect(estimate.errorBound).toBeLessThanOrEqual(0.4 * norm(estimate.values));
  expect(errorOf(estimate, exact)).toBeLessThan(estimate.errorBound);
  const { value } = await trace(A, { method: "hutchinson", budget: estimate.products, tolerance: 1e-9 }); // prettier-ignore
  expect(estimate.values.reduce((a, b) => a + b, 0)).toBe(value);
});

test("is relative to ‖A‖_F/√n where the diagonal vanishes", async () => {
  const pairOf = (tolerance: number) => diagonal(cases[4].A, { tolerance, budget: 30 });
  expect((await pairOf(1)).status).toBe("budget"); // the bound is about ‖A‖_F/√k
  expect((await pairOf(Math.sqrt(n))).status).toBe("tolerance");
});

test("is exact by n products where the tolerance would take more", async () => {
  const { values, standardErrors, errorBound, products, frobenius, status } = await diagonal(A);
  expectClose(values, exact, 1e-14);
  expect(norm(standardErrors)).toBe(0);
  expect(errorBound).toBeLessThan(1e-11);
  expect(frobenius.value).toBeCloseTo(Math.sqrt(squares), 11);
  expect(products).toBeLessThanOrEqual(2 * n);
  expect(status).toBe("exact");
});

test("is scale-free", async () => {
  const run = (c: number) =>
    diagonal(dense(cases[2].matrix.map((x) => c * x), n), { budget: 30, tolerance: 0.5 }); // prettier-ignore
  const base = await run(1);
  for (const c of [2 ** -43, 2 ** 43]) {
    const scaled = await run(c);
    expect(scaled.values).toEqual(base.values.map((x) => c * x));
    expect([scaled.errorBound, scaled.products]).toEqual([c * base.errorBound, base.products]);
  }
});

test("an aborted signal returns what is there, also while the exact diagonal is computed", async () => {
  for (const at of [1, 7, 60]) {
    const controller = new AbortController();
    const estimate = await diagonal(A, {
      tolerance: 1e-6,
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === at) controller.abort();
      },
    });
    expect([estimate.status, estimate.products]).toEqual(["aborted", at]);
    expect(errorOf(estimate, exact)).toBeLessThanOrEqual(estimate.errorBound);
  }
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(diagonal(A, { signal })).rejects.toThrow("enough");
});

test.each([
  [{ tolerance: -1 }, "diagonal: tolerance must be a finite number > 0, got -1"],
  [{ confidence: 0 }, "diagonal: confidence must be in (0, 1), got 0"],
  [{ budget: 1.5 }, "diagonal: budget must be an integer ≥ 2, got 1.5"],
])("rejects %j", async (options, message) => {
  await expect(diagonal(A, options)).rejects.toThrow(message);
});

import { describe, expect, test } from "vitest";
import { outcomes } from "../../src/core/outcomes.js";
import { dense } from "../../src/operators/dense.js";
import type { SymmetricOperator } from "../../src/operators/operator.js";
import { dot, scale } from "../../src/core/vector.js";
import { trace } from "../../src/spectrum/trace.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";
import { cases, each, mean, methods, n, repeat } from "../support/traceCases.js";

const [{ A, exact }] = cases;

describe("exactness", () => {
  test.each(["hutch++", "xtrace"] as const)("%s: rank r needs 2r + 1 products", async (method) => {
    for (const values of [[3], [3, -1, 0.5, 1e-3], [1, -1]]) {
      const padded = [...values, ...new Array<number>(n - values.length).fill(0)];
      const { value, interval, products, status } = await trace(
        dense(symmetricFromEigenvalues(padded, 3), n),
        { method },
      );
      const sum = values.reduce((a, b) => a + b, 0);
      expect(value).toBeCloseTo(sum, 11);
      expect(interval[0]).toBeLessThanOrEqual(sum);
      expect(interval[1]).toBeGreaterThanOrEqual(sum);
      expect(interval[1] - interval[0]).toBeLessThan(1e-8);
      expect([products, status]).toEqual([2 * values.length + 1, "exact"]);
    }
  });

  test.each(["hutch++", "xtrace"] as const)(
    "%s: a sparse range is not exhausted early",
    async (method) => {
      const sparse = new Float64Array(n * n);
      for (const i of [0, 1, 2]) sparse[i * n + i] = 1;
      for (let seed = 0; seed < 20; seed++) {
        expect((await trace(dense(sparse, n), { method, seed })).value).toBeCloseTo(3, 11);
      }
    },
  );

  test.each(methods)("%s of the zero matrix is 0", async (method) => {
    const zero = await trace(dense(new Float64Array(n * n), n), { method });
    expect(zero.interval).toEqual([0, 0]);
  });

  test.each(methods)("%s: n products where the tolerance would take more", async (method) => {
    const { products, ...result } = await trace(A, { method, tolerance: 1e-6 });
    expect(result.status).toBe("exact");
    expect(result.value).toBeCloseTo(exact, 11);
    expect(result.frobenius.value).toBeCloseTo(Math.sqrt(cases[0].squares), 11);
    expect(products).toBeLessThanOrEqual(2 * n);
    const small = await trace(dense(Float64Array.of(2, 1, 1, 3), 2), { method });
    expect([small.value, small.products, small.status]).toEqual([5, 2, "exact"]);
  });

  test("a diagonal matrix has no noise for Hutchinson, not even from rounding", async () => {
    const diagonal = new Float64Array(n * n);
    for (let i = 0; i < n; i++) diagonal[i * n + i] = Math.sin(i);
    const { standardError, status } = await trace(dense(diagonal, n), { method: "hutchinson" });
    expect([standardError, status]).toEqual([0, "tolerance"]);
  });
});

describe("the stopping rule", () => {
  test("never stops before ten probes, and the later the higher the confidence", async () => {
    const run = (confidence: number) => trace(A, { method: "hutchinson", confidence });
    expect((await run(0.5)).products).toBe(10);
    expect((await run(1 - 1e-6)).products).toBeGreaterThanOrEqual(22);
  });

  test("asks for about four times the probes for half the error", async () => {
    const size = 2000; // so that the exact trace is no way out
    const spread = Float64Array.from({ length: size }, (_, i) => Math.sqrt(2 / size) * Math.sin(i));
    const outlier: SymmetricOperator = {
      size,
      apply: (v) => Promise.resolve(scale(dot(spread, v), spread)),
    };
    const run = (tolerance: number) =>
      repeat(8, (seed) => trace(outlier, { method: "hutchinson", tolerance, seed }));
    const [coarse, fine] = [await run(0.5), await run(0.25)].map((results) =>
      mean(results.map(({ products }) => products)),
    );
    expect(fine / coarse).toBeGreaterThan(2.5);
    expect(fine / coarse).toBeLessThan(6);
  });

  test("relative to ‖A‖_F where the trace cancels", async () => {
    const { status, value, frobenius } = await trace(cases[3].A, { tolerance: 0.9 });
    expect(status).toBe("tolerance");
    expect(Math.abs(value)).toBeLessThan(frobenius.value);
  });

  test("says when only rounding is left", async () => {
    const rough: SymmetricOperator = { ...A, relativeError: 1e-3 };
    const diagonal = new Float64Array(n * n);
    for (let i = 0; i < n; i++) diagonal[i * n + i] = 1;
    const one = { ...dense(diagonal, n), relativeError: 1e-3 };
    const options = { method: "hutchinson", tolerance: 1e-4, budget: 40 } as const;
    expect((await trace(one, options)).status).toBe("precision");
    const { interval } = await trace(rough, { method: "hutchinson", tolerance: 1e-6 });
    expect(interval[1] - interval[0]).toBeCloseTo(2e-3 * Math.sqrt(n * cases[0].squares), 8);
  });
});

test.each(methods)(
  "%s: the same seed gives the same bytes, another seed others",
  async (method) => {
    const run = (seed: number) => trace(A, { method, seed, budget: 40 });
    expect(await run(5)).toEqual(await run(5));
    expect((await run(5)).value).not.toBe((await run(6)).value);
  },
);

test.each(each)(
  "$method, $name: c·A gives c·trace with the same products",
  async ({ method, matrix }) => {
    const run = (c: number) =>
    trace(dense(matrix.map((x) => c * x), n), { method, tolerance: 0.2, budget: 60 }); // prettier-ignore
    const base = await run(1);
    for (const c of [2 ** -43, -1, 2 ** 43]) {
      const scaled = await run(c);
      const [low, high] = [...base.interval].map((x) => c * x).sort((a, b) => a - b);
      expect(scaled).toEqual({
        ...base,
        value: c * base.value,
        standardError: Math.abs(c) * base.standardError,
        interval: [low, high],
        frobenius: {
          value: Math.abs(c) * base.frobenius.value,
          standardError: Math.abs(c) * base.frobenius.standardError,
        },
      });
    }
  },
);

describe("stopped by its signal", () => {
  test.each(methods)("%s returns what is there, with an interval that holds", async (method) => {
    for (const at of [1, 5, 14, 25, 33]) {
      const controller = new AbortController();
      const { status, products, interval } = await trace(A, {
        method,
        tolerance: 1e-9,
        signal: controller.signal,
        onProgress: ({ done }) => {
          if (done === at) controller.abort();
        },
      });
      expect([status, products]).toEqual(["aborted", at]);
      expect(interval[0]).toBeLessThanOrEqual(exact);
      expect(interval[1]).toBeGreaterThanOrEqual(exact);
      if (at > 1) expect(interval[1] - interval[0]).toBeLessThan(4 * exact);
    }
  });

  test("rejects with the signal's reason before the first product", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(trace(A, { signal })).rejects.toThrow("enough");
  });
});

test.each(methods)("%s: several vectors at once where the operator can", async (method) => {
  const groups: number[] = [];
  const many: SymmetricOperator = {
    size: n,
    apply: (v) => A.apply(v),
    applyMany: (vectors) => {
      groups.push(vectors.length);
      return Promise.all(vectors.map((v) => A.apply(v)));
    },
  };
  const options = { method, budget: 45, tolerance: 1e-9 } as const;
  const alone = await trace(A, options);
  expect(await trace(many, options)).toEqual(alone);
  expect(Math.max(...groups)).toBe(8);
  const totals: number[] = [];
  await trace(many, { ...options, onProgress: ({ done, total }) => totals.push(done / total) });
  expect(totals.at(-1)).toBe(alone.products / 45);
  expect(totals.every((x, i) => i === 0 || x > totals[i - 1])).toBe(true);
});

test("every outcome has a sentence", async () => {
  expect(outcomes[(await trace(A)).status]).toContain("tolerance");
});

test.each([
  [
    { method: "power" as never },
    "trace: method must be one of hutchinson, hutch++, xtrace, got power",
  ],
  [{ tolerance: 0 }, "trace: tolerance must be a finite number > 0, got 0"],
  [{ confidence: 1 }, "trace: confidence must be in (0, 1), got 1"],
  [{ confidence: NaN }, "trace: confidence must be in (0, 1), got NaN"],
  [{ budget: 3 }, "trace: budget must be an integer ≥ 4, got 3"],
  [{ budget: 1, method: "hutchinson" as const }, "trace: budget must be an integer ≥ 2, got 1"],
  [{ seed: 0.5 }, "trace: seed must be an integer ≥ 0, got 0.5"],
])("rejects %j", async (options, message) => {
  await expect(trace(A, options)).rejects.toThrow(message);
});

test.each(methods)("%s: products that are not finite are an error", async (method) => {
  const broken = { size: n, apply: (v: Float64Array) => Promise.resolve(v.map(() => NaN)) };
  await expect(trace(broken, { method })).rejects.toThrow(
    "trace: products must be finite, got NaN at index 0",
  );
});

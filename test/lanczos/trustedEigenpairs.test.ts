/** What eigenpairs says when something stands in the way: bad starts, noise, budgets, interrupts. */
import { expect, test } from "vitest";
import { plainBasis } from "../../src/core/basis.js";
import { outcomes } from "../../src/core/outcomes.js";
import { scale } from "../../src/core/vector.js";
import { compiledBasis } from "../../src/execute/onnx/compiledBasis.js";
import { eigenpairs, type EigenpairsOptions } from "../../src/lanczos/eigenpairs.js";
import type { SymmetricOperator } from "../../src/operators/operator.js";
import { bulk, diagonal, ghostTrap } from "../support/diagonal.js";
import { normalVector } from "../support/matrices.js";

const outliers = Array.from({ length: 10 }, (_, i) => 100 - 10 * i);
const unit = (n: number, i: number): Float64Array => new Float64Array(n).fill(1, i, i + 1);

test("a start that sees only wrong eigenvectors is found out", async () => {
  const start = [5, 6, 999].map((i) => unit(1000, i)); // two of the bulk, and 10
  const { values, status } = await eigenpairs(diagonal(ghostTrap), { count: 3, start });
  expect(status).toBe("converged");
  [100, 90, 80].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 9));
});

test("without verification the same start is believed, and the status says so", async () => {
  const options = { count: 1, verify: false, start: [unit(1000, 999)] };
  const { values, status, products } = await eigenpairs(diagonal(ghostTrap), options);
  expect([values[0], status, products]).toEqual([10, "unverified", 2]);
});

test.each([1, 2, 3, 4])("not hidden by products of low precision (seed %i)", async (seed) => {
  // 0.05 shows in a random vector as 0.05/√2000 = 1e-3, less than the products' error of 2e-3.
  const spectrum = [1000, 900, 0.05, ...bulk(2000).map((x) => 1e-4 * x)];
  const operator = { ...diagonal(spectrum), relativeError: 2e-6 };
  const start = [0, 1, 7].map((i) => unit(2003, i));
  for (const options of [{}, { start }]) {
    const { values, status } = await eigenpairs(operator, { count: 3, seed, ...options });
    expect(status).toBe("converged");
    expect(values[2]).toBeCloseTo(0.05, 3);
  }
});

test("both ends are verified where all of the largest magnitude lie at one", async () => {
  const spectrum = [...Array.from({ length: 20 }, () => -1.3), ...bulk(46).map((x) => x / 2)];
  const options = { count: 4, which: "magnitude", basisSize: 18 } as const;
  const { values, status } = await eigenpairs(diagonal(spectrum), options);
  expect(status).toBe("converged");
  values.forEach((value) => expect(value).toBeCloseTo(-1.3, 9));
});

test("copies that differ by noise do not replace each other for ever", async () => {
  const operator = {
    ...noisy(
      Array.from({ length: 200 }, () => 1),
      1e-7,
    ),
    relativeError: 2e-7,
  };
  const { status, products } = await eigenpairs(operator, { count: 5 });
  expect(status).toBe("converged");
  expect(products).toBeLessThan(40);
});

/** Products with an error of that part of ‖A‖‖v‖, in a direction that depends on every bit of v. */
function noisy(spectrum: readonly number[], error: number): SymmetricOperator {
  const exact = diagonal(spectrum);
  const amplitude = error * Math.max(...spectrum) * Math.sqrt(2 / exact.size);
  return {
    size: exact.size,
    async apply(v) {
      const length = Math.hypot(...v);
      const product = await exact.apply(v);
      return product.map((x, i) => x + amplitude * length * Math.sin(1e9 * v[i] + i * i));
    },
  };
}

test.each([
  ["converged", 2e-7, undefined], // the default tolerance goes by the stated error
  ["precision", 2e-7, 1e-9],
  ["precision", undefined, undefined], // nothing stated, so float64 is expected
] as const)(
  "float32 noise ends as %s (stated %d, tolerance %d)",
  async (end, stated, tolerance) => {
    const operator = {
      ...noisy(ghostTrap, 1e-7),
      ...(stated !== undefined && { relativeError: stated }),
    };
    const found = await eigenpairs(operator, {
      count: 10,
      ...(tolerance !== undefined && { tolerance }),
    });
    expect(found.status).toBe(end);
    outliers.forEach((value, i) => {
      expect(Math.abs(found.values[i] - value)).toBeLessThan(1e-4);
      if (stated) expect(Math.abs(found.values[i] - value)).toBeLessThan(found.residuals[i]);
    });
    expect(found.orthogonality).toBeLessThan(1e-12);
    expect(Math.max(...found.residuals) <= found.target).toBe(end === "converged");
  },
);

test("residuals are measured in higher precision, where there is one", async () => {
  const operator = {
    ...noisy(ghostTrap, 1e-7),
    relativeError: 2e-7,
    applyExact: (v: Float64Array) => diagonal(ghostTrap).apply(v),
  };
  const { values, residuals, status } = await eigenpairs(operator, { count: 10 });
  expect(status).toBe("converged");
  // Vectors with errors of 1e-6 have Rayleigh quotients with errors of their square.
  outliers.forEach((value, i) => expect(Math.abs(values[i] - value)).toBeLessThan(1e-9));
  expect(Math.max(...residuals)).toBeLessThan(1e-4);
});

test.each([
  [14, plainBasis],
  [18, plainBasis],
  [18, compiledBasis],
])("never more than %i vectors (%o)", async (basisSize, make) => {
  let most = 0;
  const operator: SymmetricOperator = {
    ...diagonal(ghostTrap),
    basis(capacity) {
      expect(capacity).toBe(basisSize);
      const basis = make(1000, capacity);
      return {
        ...basis,
        get count() {
          return basis.count;
        },
        append(q) {
          basis.append(q);
          most = Math.max(most, basis.count);
        },
      };
    },
  };
  const options = { count: 10, basisSize, maxProducts: 5000 };
  const { values, status } = await eigenpairs(operator, options);
  expect([status, most]).toEqual(["converged", basisSize]);
  outliers.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 7));
});

test.each([
  [0, 1e-9, 0.7],
  [1e-6, 1e-9, 0.9],
  [1e-2, 1e-6, 1],
])(
  "warm start from vectors that are off by %d needs fewer products",
  async (off, tolerance, part) => {
    const operator = diagonal(ghostTrap);
    const options = { count: 10, tolerance, verify: false };
    const cold = await eigenpairs(operator, options);
    const start = cold.vectors.map((x, i) => {
      const noise = scale(off / Math.sqrt(1000), normalVector(1000, i));
      return x.map((value, j) => value + noise[j]);
    });
    const warm = await eigenpairs(operator, { ...options, start });
    expect(warm.products).toBeLessThan(part * cold.products);
    outliers.forEach((value, i) => expect(warm.values[i]).toBeCloseTo(value, 6));
    const sure = await eigenpairs(operator, { ...options, start, verify: true });
    expect(sure.status).toBe("converged");
  },
);

test("a budget is kept, and what it did not suffice for is told", async () => {
  const run = (options: Partial<EigenpairsOptions>) =>
    eigenpairs(diagonal(ghostTrap), { count: 10, ...options });
  const few = await run({ maxProducts: 25 });
  expect([few.status, few.products, few.values.length]).toEqual(["budget", 25, 10]);
  expect(Math.max(...few.residuals)).toBeGreaterThan(few.target);
  const almost = await run({ maxProducts: 35 });
  expect([almost.status, almost.products]).toEqual(["unverified", 35]);
  expect(Math.max(...almost.residuals)).toBeLessThan(almost.target);
  expect(outcomes[almost.status]).toContain("copy of a multiple eigenvalue");
});

test.each([0, 1, 15, 25])("an abort after %i products returns what is there", async (stop) => {
  const controller = new AbortController();
  if (stop === 0) controller.abort();
  const seen: number[] = [];
  const found = await eigenpairs(diagonal(ghostTrap), {
    count: 10,
    signal: controller.signal,
    onProgress({ done, total, unit }) {
      seen.push(done);
      expect([total, unit]).toEqual([3000, "products"]);
      if (done === stop) controller.abort();
    },
  });
  expect([found.status, found.products]).toEqual(["aborted", stop]);
  expect(found.vectors).toHaveLength(Math.min(stop, 10));
  expect(seen).toEqual(Array.from({ length: stop }, (_, i) => i + 1));
  found.values.forEach((value, i) => {
    const distance = Math.min(...ghostTrap.map((lambda) => Math.abs(lambda - value)));
    expect(distance).toBeLessThanOrEqual(found.residuals[i]);
  });
});

test("an error of a progress handler is no abort", async () => {
  const run = eigenpairs(diagonal([1, 2]), {
    count: 1,
    onProgress: () => {
      throw new Error("from the handler");
    },
  });
  await expect(run).rejects.toThrow("from the handler");
});

test.each<[Partial<EigenpairsOptions>, string]>([
  [{ count: 0 }, "eigenpairs: count must be an integer in [1, 5], got 0"],
  [{ count: 6 }, "eigenpairs: count must be an integer in [1, 5], got 6"],
  [{ tolerance: 0 }, "eigenpairs: tolerance must be a finite number > 0, got 0"],
  [{ seed: -1 }, "eigenpairs: seed must be an integer ≥ 0, got -1"],
  [{ basisSize: 4 }, "eigenpairs: basisSize must be an integer in [5, 5], got 4"],
  [{ maxProducts: 3 }, "eigenpairs: maxProducts must be an integer ≥ 4, got 3"],
  [{ start: [new Float64Array(4)] }, "eigenpairs: start vector must have length 5, got 4"],
  [{ start: [new Float64Array(5)] }, "eigenpairs: norm of a start vector must be a finite number > 0, got 0"], // prettier-ignore
  [{ start: [unit(5, 0), unit(5, 1), unit(5, 2)] }, "eigenpairs: number of start vectors must be an integer in [0, 2], got 3"], // prettier-ignore
])("rejects %j", async (options, message) => {
  const run = eigenpairs(diagonal([1, 2, 3, 4, 5]), { count: 2, ...options });
  await expect(run).rejects.toThrow(message);
});

test("a product that is not finite is told", async () => {
  const broken = { size: 2, apply: () => Promise.resolve(Float64Array.of(NaN, 1)) };
  await expect(eigenpairs(broken, { count: 1 })).rejects.toThrow(
    "eigenpairs: products must be finite, got ‖A·q‖ = NaN in product 1",
  );
});

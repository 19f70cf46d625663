/** The nuclear norm, with ml-matrix' decomposition as the caller's. */
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { dot } from "../../src/core/vector.js";
import * as prox from "../../src/prox/index.js";
import type { Decompose } from "../../src/prox/index.js";
import { expectClose } from "../support/closeness.js";
import { normalVector, orthonormal } from "../support/matrices.js";

const decompose: Decompose = (matrix, rows, columns) => {
  const svd = new SingularValueDecomposition(Matrix.from1DArray(rows, columns, [...matrix]), {
    autoTranspose: true,
  });
  const [left, right] = [svd.leftSingularVectors, svd.rightSingularVectors];
  const count = Math.min(rows, columns);
  const vectors = (m: Matrix): Float64Array[] =>
    Array.from({ length: count }, (_, k) => Float64Array.from(m.getColumn(k)));
  return {
    values: Float64Array.from(svd.diagonal.slice(0, count)),
    left: vectors(left),
    right: vectors(right),
  };
};

const shape = [2, 3, 4]; // a matrix 6 × 4
const mu = 0.9;
const map = prox.nuclearNorm(mu, { shape }, decompose);

/** Σ σₖ uₖ vₖᵀ of random orthonormal vectors. */
function matrixOf(values: readonly number[], seed: number): Float64Array {
  const [u, v] = [orthonormal(6, seed), orthonormal(4, seed + 1)];
  return Float64Array.from({ length: 24 }, (_, at) =>
    values.reduce((sum, s, k) => sum + s * u[k][Math.floor(at / 4)] * v[k][at % 4], 0),
  );
}

test("singular values shrink by μ/τ, and those within it are gone", () => {
  const z = matrixOf([3, 1, 0.4, 0.1], 1);
  expectClose(map.prox(z, 2), matrixOf([2.55, 0.55, 0, 0], 1), 1e-14);
  expect(map.value(z)).toBeCloseTo(mu * 4.5, 13);
  expect(map.prox(matrixOf([0.4, 0.3, 0.2, 0.1], 2), 2)).toEqual(new Float64Array(24));
});

test("its point is stationary, and no other is better", () => {
  for (let seed = 0; seed < 10; seed++) {
    const z = normalVector(24, seed);
    const tau = 0.3 + 0.2 * seed;
    const u = map.prox(z, tau);
    const left = map.stationarity(u, u.map((x, i) => tau * (x - z[i]))); // prettier-ignore
    expect(Math.max(...left.map(Math.abs))).toBeLessThan(2e-14);
    const cost = (x: Float64Array): number => {
      const d = x.map((xi, i) => xi - z[i]);
      return map.value(x) + 0.5 * tau * dot(d, d);
    };
    for (let k = 0; k < 8; k++) {
      const step = normalVector(24, k, "rival");
      expect(cost(u.map((x, i) => x + 10 ** -(k % 4) * step[i]))).toBeGreaterThan(cost(u));
    }
  }
});

test("the measure of stationarity is the slope of the steepest way down, at rank 2 and at 0", () => {
  for (const x of [matrixOf([2, 1, 0, 0], 3), new Float64Array(24)]) {
    const g = normalVector(24, 5);
    const s = map.stationarity(x, g);
    const y = x.map((xi, i) => xi - 1e-7 * s[i]);
    const slope = (dot(g, y.map((yi, i) => yi - x[i])) + map.value(y) - map.value(x)) / 1e-7; // prettier-ignore
    expect(slope).toBeCloseTo(-dot(s, s), 4);
  }
});

test("one kernel of a net", () => {
  const net = partition([["a/kernel", shape], ["a/bias", [4]]]); // prettier-ignore
  const onKernel = prox.onWeights(net, (part) => prox.nuclearNorm(mu, part.parameters[0], decompose)); // prettier-ignore
  const z = normalVector(28, 7);
  expect(onKernel.prox(z, 1).slice(0, 24)).toEqual(map.prox(z.slice(0, 24), 1));
});

test.each([
  [() => map.prox(new Float64Array(24), new Float64Array(24).fill(1)), "prox.nuclearNorm(0.9, [2, 3, 4]): tau must be one number, got one for each coordinate"],
  [() => map.value(new Float64Array(5)), "prox.nuclearNorm(0.9, [2, 3, 4]): x must have length 24, got 5"],
  [() => prox.nuclearNorm(-1, { shape }, decompose), "prox.nuclearNorm: mu must be a finite number ≥ 0, got -1"],
])("refuses %s", (wrong, message) => {
  expect(wrong).toThrow(message);
}); // prettier-ignore

import { expect, test } from "vitest";
import { eigenpairs } from "../../src/lanczos/eigenpairs.js";
import { dense } from "../../src/operators/dense.js";
import { hessian } from "../../src/operators/hessian.js";
import { restricted } from "../../src/sparsity/restricted.js";
import { genericPoint, networks, objectiveOf } from "../support/networks.js";
import { normalVector, symmetricFromEigenvalues } from "../support/matrices.js";

const n = 7;
const matrix = symmetricFromEigenvalues([9, 5, 2, 1, 0.5, -1, -3], 4);
const picked = [5, 0, 3];
const corner = dense(
  Float64Array.from(picked.flatMap((i) => picked.map((j) => matrix[i * n + j]))),
  3,
);

test("products and eigenvalues are those of the submatrix, in the order of the indices", async () => {
  const A = restricted(dense(matrix, n), picked);
  const v = normalVector(3, 2);
  const [got, want] = [await A.apply(v), await corner.apply(v)];
  got.forEach((x, i) => expect(x).toBeCloseTo(want[i], 13));
  const options = { count: 3, which: "largest" as const, tolerance: 1e-12 };
  const [values, wanted] = [await eigenpairs(A, options), await eigenpairs(corner, options)];
  values.values.forEach((x, i) => expect(x).toBeCloseTo(wanted.values[i], 12));
});

test("a Hessian of whole parameters is its block, product by product", async () => {
  const f = objectiveOf(networks[0], "float64");
  const theta = genericPoint(f);
  const { name, offset, size } = f.partition.parameters[2];
  const block = hessian(f, theta, { block: [name] });
  const rows = Array.from({ length: size }, (_, i) => offset + i);
  const A = restricted(hessian(f, theta), rows);
  const vectors = [normalVector(size, 1), normalVector(size, 2)];
  expect(await A.applyMany?.(vectors)).toEqual(await block.applyMany(vectors));
  expect(A.relativeError).toBe(block.relativeError);
  expect(A.samples).toBe(f.samples);
  A.close?.();
  await f.close();
});

test("other coordinates have another fingerprint, and no own matrix has none", () => {
  const A = dense(matrix, n);
  const prints = [picked, [0, 3, 5], [0, 3]].map((rows) => restricted(A, rows).fingerprint);
  expect(new Set(prints).size).toBe(3);
  expect(prints[0]).toMatch(/^matrix: dense .*\ncoordinates: sha256/);
  const unnamed = { size: n, apply: (v: Float64Array) => Promise.resolve(v) };
  expect(restricted(unnamed, picked).fingerprint).toBeUndefined();
});

test.each([
  [[], "restricted: number of indices must be an integer in [1, 7], got 0"],
  [[1, 2, 1], "restricted: indices must be distinct, got 1 twice"],
  [[7], "restricted: index 0 must be an integer in [0, 6], got 7"],
])("refuses %j", (rows, message) => {
  expect(() => restricted(dense(matrix, n), rows)).toThrow(message);
});

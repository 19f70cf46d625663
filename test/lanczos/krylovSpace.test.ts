/** The relation A·Qᵀ = Qᵀ·T + q·cᵀ holds through restarts and locks: residuals are what it says. */
import { expect, test } from "vitest";
import { axpy, dot, norm } from "../../src/core/vector.js";
import { compiledBasis } from "../../src/execute/onnx/compiledBasis.js";
import { KrylovSpace } from "../../src/lanczos/krylovSpace.js";
import { bulk, diagonal } from "../support/diagonal.js";
import { normalVector } from "../support/matrices.js";

const spectrum = [9, 5, 4, -3, ...bulk(60)];
const plain = diagonal(spectrum);
const compiled = { ...plain, basis: (capacity: number) => compiledBasis(64, capacity) };

test.each([
  ["plain", plain, 1e-12],
  ["compiled", compiled, 1e-12],
] as const)("in a %s basis", async (_, operator, tolerance) => {
  const space = new KrylovSpace(operator, 12, 1e-10);
  await space.begin(normalVector(64, 1));
  for (let cycle = 0; cycle < 4; cycle++) {
    while (!space.full) await space.step();
    expect([space.length, space.open]).toEqual([11, true]);
    space.restart(space.candidates().slice(-5)); // 9 and 5 converge
  }
  const known = space.candidates().slice(-2);
  known.forEach(({ residual }) => expect(residual).toBeLessThan(1e-3));
  space.lock(known);
  await space.begin(normalVector(64, 2)); // a run beside the locked pairs
  expect([space.locked, space.age, space.steps]).toEqual([2, 0, 0]);
  while (!space.full) await space.step();
  space.restart(space.candidates().slice(-4));
  await space.step();
  expect([space.age, space.steps]).toEqual([10, 9]);
  const pairs = space.candidates();
  expect(pairs.map(({ locked }) => locked)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  const vectors = space.take(pairs);
  for (const [i, x] of vectors.entries()) {
    vectors.forEach((y, j) => expect(dot(x, y)).toBeCloseTo(i === j ? 1 : 0, 13));
    const defect = await operator.apply(x);
    axpy(-pairs[i].value, x, defect);
    // A run is deflated by the locked vectors: what they see is their own residual.
    if (i >= 2) vectors.slice(0, 2).forEach((v) => axpy(-dot(v, defect), v, defect));
    expect(Math.abs(norm(defect) - pairs[i].residual)).toBeLessThan(tolerance);
  }
});

test("vectors stay orthogonal where residuals are 1e-11 of the products", async () => {
  const narrow = diagonal([1000, 900, ...bulk(60).map((x) => 1e-8 * x)]);
  const basis = (capacity: number) => compiledBasis(62, capacity);
  const space = new KrylovSpace({ ...narrow, basis }, 12, 1e-10);
  await space.begin(normalVector(62, 1));
  while (!space.full) await space.step();
  const vectors = space.take(space.candidates());
  vectors.forEach((x, i) =>
    vectors.forEach((y, j) => expect(dot(x, y)).toBeCloseTo(i === j ? 1 : 0, 13)),
  );
});

test("a space that spans everything knows everything", async () => {
  const space = new KrylovSpace(diagonal([3, 2, 1]), 3, 1e-10);
  await space.begin(Float64Array.of(1, 1, 1));
  while (space.open) await space.step();
  expect([space.exhausted, space.full, space.products]).toEqual([true, false, 3]);
  const pairs = space.candidates();
  [1, 2, 3].forEach((value, i) => expect(pairs[i].value).toBeCloseTo(value, 13));
  expect(Math.max(...pairs.map(({ residual }) => residual))).toBeLessThan(1e-14);
  expect(space.scale).toBeGreaterThan(2);
  expect(space.scale).toBeLessThanOrEqual(3);
});

/** All eigenvalues from products, and what is counted on them. */
import { expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { shareNear } from "../../src/thesis/bulk.js";
import { exactEigenvalues } from "../../src/thesis/exactEigenvalues.js";

/** A + skew·B with A = D − 2 (D u uᵀ + u uᵀ D) + 4 (uᵀDu) u uᵀ, a reflected diagonal matrix, and a skew B. */
function reflected(diagonal: Float64Array, skew = 0) {
  const size = diagonal.length;
  const stream = random(1, "reflection");
  const raw = Float64Array.from(diagonal, () => stream.normal());
  const length = Math.hypot(...raw);
  const u = raw.map((x) => x / length);
  const reflect = (v: Float64Array): Float64Array => {
    const along = v.reduce((sum, x, i) => sum + x * u[i], 0);
    return v.map((x, i) => x - 2 * along * u[i]);
  };
  const apply = (v: Float64Array): Float64Array =>
    reflect(reflect(v).map((x, i) => x * diagonal[i])).map(
      (x, i) => x + skew * ((v[i + 1] ?? 0) - (v[i - 1] ?? 0)),
    );
  const applyMany = (vectors: readonly Float64Array[]) => Promise.resolve(vectors.map(apply));
  return { size, applyMany };
}

const planted = Float64Array.from({ length: 37 }, (_, i) => i ** 2 / 100 - 3);

test("finds the eigenvalues that were planted, in ascending order", async () => {
  const found = await exactEigenvalues(reflected(planted.toReversed()));
  expect(found.length).toBe(37);
  found.forEach((value, i) => expect(Math.abs(value - planted[i])).toBeLessThan(1e-12));
});

test("takes the symmetric part: what products err skew changes nothing", async () => {
  const found = await exactEigenvalues(reflected(planted, 0.5));
  found.forEach((value, i) => expect(Math.abs(value - planted[i])).toBeLessThan(1e-12));
});

test("asks for each column once and tells how far it is", async () => {
  const done: number[] = [];
  await exactEigenvalues(reflected(planted), {
    onProgress: (progress) => done.push(progress.done),
  });
  expect(done).toEqual([16, 32, 37]);
});

test("shareNear counts what is smaller than a part of the largest, with and without known zeros", () => {
  const values = Float64Array.of(-5, -0.5, 0, 0, 0.5, 2, 10, 100);
  expect(shareNear(values, 0.01)).toBe(4 / 8);
  expect(shareNear(values, 0.01, 2)).toBe(2 / 6);
});

/** Directions: what each kind promises of its vectors. */
import { SingularValueDecomposition } from "ml-matrix";
import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { axpy, dot, norm } from "../../src/core/vector.js";
import { differenceDirections } from "../../src/landscape/differenceDirections.js";
import { eigenDirections } from "../../src/landscape/eigenDirections.js";
import { normalizeDirection } from "../../src/landscape/normalizeDirection.js";
import { principalDirections } from "../../src/landscape/principalDirections.js";
import { randomDirections } from "../../src/landscape/randomDirections.js";
import { restrictDirection } from "../../src/landscape/restrictDirection.js";
import { dense } from "../../src/operators/dense.js";
import { normalVector, orthonormal, symmetricFromEigenvalues } from "../support/matrices.js";

const parts = partition([["conv", [3, 3, 2, 4]], ["conv/bias", [4]], ["dense", [5, 3]]]); // prettier-ignore
const theta = normalVector(parts.size, 1, "theta");
const [direction] = randomDirections(parts, { seed: 2, count: 1 });

/** Norms of a tensor's filters, the last axis counting them. */
function filterNorms(x: Float64Array, name: string): number[] {
  const found = parts.parameters.find((p) => p.name === name);
  if (!found) throw new RangeError(`filterNorms: no ${name}`);
  const count = found.shape[found.shape.length - 1];
  const own = x.subarray(found.offset, found.offset + found.size);
  return Array.from({ length: count }, (_, f) => norm(own.filter((_, i) => i % count === f)));
}

const close = (a: readonly number[], b: readonly number[]): void =>
  a.forEach((x, i) => expect(x).toBeCloseTo(b[i], 12));

test("filter-wise, every filter is as long as the parameters', and biases are zero", () => {
  const { vector, label } = normalizeDirection(direction, theta, parts, "filter");
  for (const name of ["conv", "dense"]) close(filterNorms(vector, name), filterNorms(theta, name));
  expect([...vector.subarray(72, 76)]).toEqual([0, 0, 0, 0]);
  expect(label).toBe("random direction 1, filter-normalised");
  const scaled = normalizeDirection(direction, theta, parts, "filter", { others: "scale" });
  expect(norm(scaled.vector.subarray(72, 76))).toBeCloseTo(norm(theta.subarray(72, 76)), 12);
});

test("layer-wise, every tensor is; and only lengths change", () => {
  const { vector } = normalizeDirection(direction, theta, parts, "layer");
  for (const { offset, size } of parts.parameters) {
    const [own, drawn, wanted] = [vector, direction.vector, theta].map((x) => x.subarray(offset, offset + size)); // prettier-ignore
    expect(norm(own)).toBeCloseTo(norm(wanted), 12);
    expect(dot(own, drawn)).toBeCloseTo(norm(own) * norm(drawn), 10);
  }
});

test("an eigenvector that is rescaled loses its eigenvalue, one that is not keeps it", () => {
  const eigen = { ...direction, eigenvalue: 3, residual: 1e-9 };
  expect(normalizeDirection(eigen, theta, parts, "none")).toBe(eigen);
  expect(normalizeDirection(eigen, theta, parts, "layer")).not.toHaveProperty("eigenvalue");
  expect(restrictDirection(eigen, parts, ["dense"])).not.toHaveProperty("eigenvalue");
});

test("a direction can be kept to named parameters, and one of a block is filled up", () => {
  const { vector, label } = restrictDirection(direction, parts, ["dense", "conv/bias"]);
  expect([...vector]).toEqual([...direction.vector].map((x, i) => (i < 72 ? 0 : x)));
  expect(label).toBe("random direction 1 in conv/bias, dense");
  const block = { label: "eigenvector 1", vector: direction.vector.slice(72), eigenvalue: 2 };
  const filled = restrictDirection(block, parts, ["conv/bias", "dense"]);
  expect([...filled.vector]).toEqual([...vector]);
  expect(filled.eigenvalue).toBe(2);
  expect(() => restrictDirection(direction, parts, ["density"])).toThrow("restrictDirection: name must be one of conv, conv/bias, dense, got density"); // prettier-ignore
});

test("random directions are those of their seed, whatever their number", () => {
  const three = randomDirections(parts, { seed: 2, count: 3 });
  expect(three[0]).toEqual(direction);
  expect(randomDirections(parts, { seed: 3 })[0].vector).not.toEqual(direction.vector);
  const [a, b] = randomDirections({ size: 40_000, parameters: [] }, { seed: 1 });
  expect(Math.abs(dot(a.vector, b.vector)) / 40_000).toBeLessThan(0.02); // 4 standard deviations
  expect(norm(a.vector) ** 2 / 40_000).toBeCloseTo(1, 1);
});

test("a step of 1 along a difference arrives at the point", () => {
  const ends = [2, 3].map((seed) => normalVector(parts.size, seed));
  const found = differenceDirections(theta, ends, ["to B", "to C"]);
  found.forEach(({ vector }, i) => {
    const arrived = theta.slice();
    axpy(1, vector, arrived);
    close([...arrived], [...ends[i]]);
  });
  expect(found.map(({ label }) => label)).toEqual(["to B", "to C"]);
  expect(() => differenceDirections(theta, [theta])).toThrow("norm of difference to point 1");
});

test("eigenvectors of any two eigenvalues, from either end", async () => {
  const values = [7, 5, 3, 1, 0, -1, -4];
  const A = dense(symmetricFromEigenvalues(values, 3), 7);
  const found = await eigenDirections(A, [{ smallest: 2 }, { largest: 3 }, { largest: 1 }]);
  close(found.map((d) => d.eigenvalue ?? NaN), [-1, 3, 7]); // prettier-ignore
  for (const { vector, eigenvalue = NaN } of found) {
    const image = await A.apply(vector);
    axpy(-eigenvalue, vector, image);
    expect(norm(image)).toBeLessThan(1e-7);
  }
  await expect(eigenDirections(A, [{ largest: 8 }])).rejects.toThrow("eigenDirections: largest must be an integer in [1, 7], got 8"); // prettier-ignore
});

/** A random walk of 12 points in 60 dimensions, wider along some directions. */
function walk(): Float64Array[] {
  const axes = orthonormal(60, 5);
  const point = normalVector(60, 6);
  return Array.from({ length: 12 }, (_, t) => {
    const steps = normalVector(4, t, "steps");
    [5, 2, 0.7, 0.1].forEach((width, i) => axpy(width * steps[i], axes[i], point));
    return point.slice();
  });
}

test.each(["last", "mean"] as const)("PCA about the %s by the Gram route is that of a dense SVD", (about) => {
  const points = walk();
  const mean = points[0].map((_, j) => points.reduce((sum, p) => sum + p[j], 0) / 12);
  const centre = about === "last" ? points[11] : mean;
  const rows = points.map((p) => Array.from(p, (x, j) => x - centre[j]));
  const svd = new SingularValueDecomposition(rows, { autoTranspose: true });
  const squares = svd.diagonal.map((s) => s * s);
  const total = squares.reduce((a, b) => a + b);
  const found = principalDirections({ points }, { count: 4, about });
  found.forEach(({ vector, explained }, i) => {
    const right = Float64Array.from(svd.rightSingularVectors.getColumn(i));
    expect(Math.abs(dot(vector, right))).toBeCloseTo(1, 10);
    expect(norm(vector)).toBeCloseTo(1, 12);
    expect(explained).toBeCloseTo(squares[i] / total, 10);
  });
  expect(() => principalDirections({ points }, { count: 5, about })).toThrow(
    "principalDirections: count must be at most the number of directions in which the trajectory moves (4), got 5",
  );
}); // prettier-ignore

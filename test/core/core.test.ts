import { expect, test } from "vitest";
import { plainBasis } from "../../src/core/basis.js";
import { checkChoice, checkFinite, checkInterval, checkPositive } from "../../src/core/check.js";
import { liveWidget, present, setPresenter } from "../../src/core/display.js";
import { partition, select } from "../../src/core/partition.js";
import { tick } from "../../src/core/progress.js";
import { axpy, dot, norm, scale } from "../../src/core/vector.js";
import { normalVector, orthonormal } from "../support/matrices.js";

test.each([0, 1, 3, 4, 5, 103])("dot, norm, scale and axpy are the sums they say (n = %i)", (n) => {
  const [x, y] = [normalVector(n, 1), normalVector(n, 2)];
  const plain = x.reduce((sum, value, i) => sum + value * y[i], 0);
  expect(dot(x, y)).toBeCloseTo(plain, 12);
  expect(norm(x)).toBeCloseTo(Math.sqrt(x.reduce((sum, v) => sum + v * v, 0)), 12);
  const z = scale(2, x);
  axpy(3, y, z);
  z.forEach((value, i) => expect(value).toBeCloseTo(2 * x[i] + 3 * y[i], 12));
});

// Vectors are taken four at a time, entries 4096 at a time.
test.each([3, 4, 5])("orthogonalize leaves what none of %i vectors sees", (count) => {
  const n = 5000;
  const basis = plainBasis(n);
  for (let seed = 1; seed <= count; seed++) {
    const q = normalVector(n, seed);
    basis.orthogonalize(q);
    basis.orthogonalize(q);
    basis.append(scale(1 / norm(q), q));
  }
  const r = normalVector(n, 9);
  basis.orthogonalize(r);
  expect(basis.count).toBe(count);
  for (let i = 0; i < count; i++) expect(Math.abs(dot(basis.vector(i), r))).toBeLessThan(1e-11);
  expect(norm(r)).toBeGreaterThan(0.99 * Math.sqrt(n - count) * 0.95);
});

test("a basis copies what it is given and what it gives", () => {
  const basis = plainBasis(2);
  const q = Float64Array.of(1, 0);
  basis.append(q);
  q[0] = 5;
  basis.vector(0)[1] = 5;
  expect(basis.vector(0)).toEqual(Float64Array.of(1, 0));
});

// Vectors are taken four at a time, entries 512 at a time.
test.each([
  [1, 1],
  [5, 3],
  [6, 6],
])("rotate makes combinations of %i vectors: %i", (count, rows) => {
  const n = 1100;
  const basis = plainBasis(n);
  for (let seed = 1; seed <= count; seed++) basis.append(normalVector(n, seed));
  const coefficients = Array.from({ length: rows }, (_, i) => normalVector(count, i, "rows"));
  const expected = coefficients.map((row) => {
    const sum = new Float64Array(n);
    row.forEach((c, j) => axpy(c, normalVector(n, j + 1), sum));
    return sum;
  });
  basis.rotate(coefficients);
  expect(basis.count).toBe(rows);
  expected.forEach((sum, i) =>
    basis.vector(i).forEach((x, j) => expect(x).toBeCloseTo(sum[j], 12)),
  );
  expect(() => basis.rotate([new Float64Array(rows + 1)])).toThrow(
    `rotate: row 0 must have length ${rows}, got ${rows + 1}`,
  );
  expect(() => basis.rotate(Array(rows + 1).fill(new Float64Array(rows)))).toThrow(
    `rotate: rows must be at most ${rows}, got ${rows + 1}`,
  );
  basis.rotate([]);
  expect(basis.count).toBe(0);
});

test("the test matrices' vectors are orthonormal", () => {
  const rows = orthonormal(6, 4);
  rows.forEach((q, i) =>
    rows.forEach((p, j) => expect(dot(p, q)).toBeCloseTo(i === j ? 1 : 0, 13)),
  );
});

test("a partition lays parameters one after the other", () => {
  const parts = partition([
    ["W", [3, 2]],
    ["b", [2]],
    ["s", []],
  ]);
  expect(parts.size).toBe(9);
  expect(parts.parameters.map((p) => [p.name, p.offset, p.size, p.role, p.filterAxis])).toEqual([
    ["W", 0, 6, "weight", 1],
    ["b", 6, 2, "bias", 0],
    ["s", 8, 1, "bias", 0],
  ]);
  expect(select(parts, ["s", "W"]).map((p) => p.name)).toEqual(["W", "s"]);
});

test.each([
  [() => partition([["a", [1]], ["a", [2]]]), "partition: names must be distinct, got a twice"], // prettier-ignore
  [() => partition([["a", [0]]]), "partition: dimension of a must be an integer ≥ 1, got 0"],
  [() => select(partition([["a", [1]]]), ["b"]), "select: name must be one of a, got b"],
  [() => checkPositive("f", "x", NaN), "f: x must be a finite number > 0, got NaN"],
  [() => checkPositive("f", "x", Infinity), "f: x must be a finite number > 0, got Infinity"],
  [() => checkInterval("f", "x", NaN, 0, 1), "f: x must be in [0, 1), got NaN"],
  [() => checkInterval("f", "x", 1, 0, 1), "f: x must be in [0, 1), got 1"],
  [() => checkFinite("f", "x", [0, -Infinity]), "f: x must be finite, got -Infinity at index 1"],
  [() => checkChoice("f", "x", "c", ["a", "b"]), "f: x must be one of a, b, got c"],
])("says who, which rule and what came: %s", (call, message) => {
  expect(call).toThrow(message);
});

test("tick reports, and stops with the signal's reason", async () => {
  const seen: unknown[] = [];
  const controller = new AbortController();
  const watch = { onProgress: (p: unknown) => seen.push(p), signal: controller.signal };
  await tick(watch, 1, 4, "products");
  expect(seen).toEqual([{ done: 1, total: 4, unit: "products" }]);
  controller.abort(new Error("enough"));
  await expect(tick(watch, 2, 4, "products")).rejects.toThrow("enough");
});

test("results are shown by their kind, else as text; a live form needs a host", () => {
  expect(present({ kind: "unheard-of" }, "text")).toEqual({ "text/plain": "text" });
  setPresenter("test", ({ n }: { n: number }) => ({ "text/plain": `n = ${n}` }));
  expect(present({ kind: "test", n: 3 } as { kind: string }, "")).toEqual({
    "text/plain": "n = 3",
  });
  expect(() => liveWidget("Spectrum.widget", {})).toThrow('import "eigenscape/widgets" first');
});

test.each([NaN, Infinity, -Infinity])("checkFinite sees %d anywhere in a long vector", (value) => {
  for (let i = 0; i < 7; i++) {
    const vector = Float64Array.from({ length: 7 }, (_, j) => (j === i ? value : 1e300 * (j - 3)));
    expect(() => checkFinite("f", "x", vector)).toThrow(
      `f: x must be finite, got ${value} at index ${i}`,
    );
  }
  expect(() => checkFinite("f", "x", Float64Array.of(1e308, -1e308, 0, 5e-324, -0))).not.toThrow();
});

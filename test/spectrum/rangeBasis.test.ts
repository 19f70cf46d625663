import { expect, test } from "vitest";
import { dot } from "../../src/core/vector.js";
import { RangeBasis } from "../../src/spectrum/rangeBasis.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";

test("Q is orthonormal and Q·R gives the vectors, nearly parallel ones too", () => {
  const base = normalVector(50, 1);
  const vectors = [1, 2, 3, 4].map((seed) => normalVector(50, seed).map((x, i) => base[i] + 1e-9 * x)); // prettier-ignore
  const range = new RangeBasis();
  for (const v of vectors) expect(range.append(v.slice(), 0)).toBe(true);
  const q = range.vectors;
  q.forEach((a, i) =>
    q.forEach((b, j) => expect(Math.abs(dot(a, b) - (i === j ? 1 : 0))).toBeLessThan(1e-14)),
  );
  vectors.forEach((v, i) => {
    const column = range.columns[i];
    expect(column.length).toBe(i + 1);
    expectClose(v.map((_, l) => column.reduce((sum, r, j) => sum + r * q[j][l], 0)), v, 1e-14); // prettier-ignore
  });
  expect(range.append(base.slice(), 1e-6)).toBe(false);
  expect([range.vectors.length, (range.outside ?? 1) < 1e-6]).toEqual([4, true]);
});

/** The bases of Lanczos vectors: what they take out, and how orthogonal they say they are. */
import { describe, expect, test } from "vitest";
import { plainBasis, type Basis } from "../../src/core/basis.js";
import { singleBasis } from "../../src/core/singleBasis.js";
import { axpy, dot, norm, scale } from "../../src/core/vector.js";
import { compiledBasis } from "../../src/execute/onnx/compiledBasis.js";
import { normalVector, orthonormal } from "../support/matrices.js";

const long = 9001; // two blocks and a part of one
const rows: Float64Array[] = [];
for (let i = 0; i < 9; i++) {
  const v = normalVector(long, i);
  for (let pass = 0; pass < 2; pass++) for (const q of rows) axpy(-dot(q, v), q, v);
  rows.push(scale(1 / norm(v), v));
}

const bases: Record<string, { make: (n: number) => Basis; rounding: number }> = {
  plain: { make: plainBasis, rounding: 1e-15 },
  "in float32": { make: singleBasis, rounding: 6e-8 },
  compiled: { make: (n) => compiledBasis(n, 16), rounding: 1e-15 },
};

describe.each(Object.entries(bases))("%s", (_, { make, rounding }) => {
  test.each([1, 4, 7])(
    "orthogonality is max |I − QQᵀ| of what is kept (%i vectors)",
    async (count) => {
      const basis = make(long);
      for (const q of rows.slice(0, count)) basis.append(q);
      basis.append(basis.vector(0).map((x, i) => x * (i % 2 === 0 ? 0.5 : -0.25)));
      let greatest = 0;
      for (let i = 0; i <= count; i++) {
        for (let j = 0; j <= count; j++) {
          const overlap = dot(basis.vector(i), basis.vector(j));
          greatest = Math.max(greatest, Math.abs(overlap - (i === j ? 1 : 0)));
        }
      }
      expect(greatest).toBeGreaterThan(0.5);
      expect(await basis.orthogonality()).toBeCloseTo(greatest, 12);
    },
  );

  test("of orthonormal vectors it is the rounding of what is kept", async () => {
    const basis = make(long);
    for (const q of rows) basis.append(q);
    expect(await basis.orthogonality()).toBeLessThan(rounding === 6e-8 ? 1e-8 : 1e-14);
  });

  test("vectors come back as they were given, to the rounding of what is kept", () => {
    const [q] = orthonormal(50, 1);
    const basis = make(50);
    basis.append(q);
    const back = basis.vector(0);
    q.forEach((x, i) => expect(Math.abs(back[i] - x)).toBeLessThanOrEqual(rounding * Math.abs(x)));
    expect([basis.count, basis.size]).toEqual([1, 50]);
  });

  test("two calls leave no overlap with what is kept beyond float64's rounding", async () => {
    const basis = make(long);
    for (const q of rows.slice(0, 6)) basis.append(q);
    const r = normalVector(long, 77);
    await basis.orthogonalize(r);
    await basis.orthogonalize(r);
    const sizes = [0, 1, 2, 3, 4, 5].map((i) => Math.abs(dot(basis.vector(i), r)));
    expect(Math.max(...sizes)).toBeLessThan(1e-14 * norm(r));
  });

  test("no vectors are orthogonal", async () => {
    expect(await make(3).orthogonality()).toBe(0);
  });
});

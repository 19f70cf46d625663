/** Memory of the basis: planned, refused before it is taken, and halved or better by float32. */
import { expect, test } from "vitest";
import { basisBytes, plannedBasis, readable } from "../../src/lanczos/plannedBasis.js";
import { ritz } from "../../src/lanczos/ritz.js";
import { tridiagonalize } from "../../src/lanczos/tridiagonalize.js";
import { norm } from "../../src/core/vector.js";
import { dense } from "../../src/operators/dense.js";
import type { SymmetricOperator } from "../../src/operators/operator.js";
import { plainBasis } from "../../src/core/basis.js";
import { normalVector, symmetricFromEigenvalues } from "../support/matrices.js";

const apply = (): never => {
  throw new Error("no product may be taken");
};
const large: SymmetricOperator = { size: 1e9, apply };
const compiled: SymmetricOperator = {
  size: 1000,
  apply,
  basis: () => plainBasis(1000),
  basisBytes: 12,
};

test("k vectors of n numbers take 8 k n bytes, 12 where the operator says so, 4 in float32", () => {
  expect(basisBytes(large, 80)).toBe(640e9);
  expect(basisBytes(compiled, 80)).toBe(960e3);
  expect(basisBytes(compiled, 80, "float32")).toBe(320e3);
});

test("too large a basis is refused before the first product, with three ways out", async () => {
  const start = { length: 1e9 } as Float64Array; // never read
  const attempt = tridiagonalize(large, start, { steps: 80, memory: 2 ** 33 });
  await expect(attempt).rejects.toThrow(
    "tridiagonalize: the basis of 80 × 1000000000 numbers must stay within memory, 8 GiB, got 596 GiB; " +
      'take at most 1 steps, keep it in float32 (basis: "float32", 298 GiB) or allow more (memory: 640000000000)',
  );
});

test("in float32 there is one way less; where not one vector fits, a block is the way", () => {
  const options = { basis: "float32", memory: 3e9 } as const;
  expect(() => plannedBasis("spectrum", large, 80, options)).toThrow(
    "got 298 GiB; take a block of the parameters or allow more (memory: 320000000000)",
  );
});

test("what fits exactly fits", () => {
  expect(plannedBasis("f", compiled, 80, { memory: 960e3 }).size).toBe(1000);
  expect(() => plannedBasis("f", compiled, 80, { memory: 960e3 - 1 })).toThrow(
    "f: the basis of 80",
  );
});

test("by default it may take half of the memory that is there", () => {
  expect(() => plannedBasis("f", { size: 1e13, apply }, 80, {})).toThrow("must stay within memory");
});

test.each([
  [{ memory: 0 }, "f: memory must be a finite number > 0, got 0"],
  [{ basis: "float16" as "float32" }, "f: basis must be one of float64, float32, got float16"],
])("rejects %j", (options, message) => {
  expect(() => plannedBasis("f", compiled, 1, options)).toThrow(message);
});

test.each([
  [512, "512 bytes"],
  [1536, "1.5 KiB"],
  [2 ** 40, "1 TiB"],
])("%d bytes read %s", (bytes, text) => expect(readable(bytes)).toBe(text));

test("Lanczos on a float32 basis: no ghosts far beyond convergence, and bounds that hold", async () => {
  const eigenvalues = Array.from({ length: 120 }, (_, i) => (i === 119 ? 1000 : i / 120));
  const matrix = dense(symmetricFromEigenvalues(eigenvalues, 2), 120);
  const start = normalVector(120, 2, "start");
  const t = await tridiagonalize(matrix, start, { steps: 100, basis: "float32" });
  expect(t.orthogonality).toBeGreaterThan(1e-12); // it is measured, not assumed
  expect(t.orthogonality).toBeLessThan(6e-8);
  const { values } = ritz(t, norm(t.residual));
  expect(values.filter((value) => value > 500)).toHaveLength(1);
  const off = Math.abs(values[99] - 1000);
  expect(off).toBeGreaterThan(1e-10); // not for nothing is it in the bound
  expect(off).toBeLessThan(t.orthogonality * 1000);
  expect(values[98]).toBeCloseTo(118 / 120, 6);
});

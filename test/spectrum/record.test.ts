/** Residual bounds contain what rounding of products and of vectors can move. */
import { expect, test } from "vitest";
import { quadratureOf } from "../../src/spectrum/record.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { dense } from "../../src/operators/dense.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

const run = {
  diagonal: Float64Array.of(1, 2, -3, 1),
  residualNorms: Float64Array.of(1, 0.5, 0.2, 0),
  stopped: "steps",
} as const;

test.each([
  [1e-3, undefined, 1e-3],
  [1e-3, 1e-5, 1e-3],
  [1e-13, 1e-5, 1e-5],
])("products wrong by %d, vectors that overlap by %d", (relativeError, orthogonality, error) => {
  const { nodes, residuals } = quadratureOf(
    { ...run, ...(orthogonality !== undefined && { orthogonality }) },
    relativeError,
  );
  const greatest = Math.max(...nodes.map(Math.abs));
  residuals.forEach((r) => expect(r).toBeCloseTo(error * 2 * greatest, 14)); // r = 0 otherwise
});

test("a float32 basis: every bound holds an eigenvalue", async () => {
  const eigenvalues = Array.from({ length: 90 }, (_, i) => (i > 86 ? 10 ** (i - 86) : i / 90));
  const A = dense(symmetricFromEigenvalues(eigenvalues, 6), 90);
  const { probes } = await spectrum(A, { steps: 60, probes: 4, basis: "float32" });
  for (const { nodes, residuals, orthogonality } of probes) {
    expect(orthogonality).toBeGreaterThan(1e-12);
    nodes.forEach((node, j) => {
      const distances = eigenvalues.map((value) => Math.abs(value - node));
      expect(Math.min(...distances)).toBeLessThanOrEqual(residuals[j]);
    });
  }
});

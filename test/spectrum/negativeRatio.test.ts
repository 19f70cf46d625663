/** Σ|λ < 0| / Σ λ > 0: exact where the quadrature is, and inside its bar where it is not. */
import { expect, test } from "vitest";
import { dense } from "../../src/operators/dense.js";
import { negativeRatio } from "../../src/spectrum/negativeRatio.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { diagonal } from "../support/diagonal.js";
import { normalVector, symmetricFromEigenvalues } from "../support/matrices.js";

test("exact for a diagonal matrix, whose probes all see the same weights", async () => {
  const s = await spectrum(diagonal([-3, -1, 1, 2, 4, 9]), { steps: 6, probes: 2 });
  expect(negativeRatio(s).value).toBeCloseTo(4 / 16, 12);
  const positive = negativeRatio(await spectrum(diagonal([1, 2, 4, 9]), { steps: 4, probes: 2 }));
  expect(positive.value).toBe(0);
  expect(positive.lower).toBe(0);
  const negative = await spectrum(diagonal([-1, -2]), { steps: 2, probes: 1 });
  expect(() => negativeRatio(negative)).toThrow("negativeRatio: an eigenvalue must be > 0, got");
});

/** A bulk about zero, outliers above. */
const values = Array.from({ length: 60 }, (_, i) => (i < 55 ? 0.02 * (i - 30) : 2 * (i - 53)));
const part = (sign: number) => values.reduce((sum, x) => sum + Math.max(0, sign * x), 0);
const exact = part(-1) / part(1);

test("bars hold the exact ratio for nearly all seeds, also after few steps", async () => {
  const matrix = dense(symmetricFromEigenvalues(values, 3), 60);
  for (const steps of [8, 25]) {
    let held = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { lower, upper, value } = negativeRatio(await spectrum(matrix, { steps, probes: 6, seed }));
      held += lower <= exact && exact <= upper ? 1 : 0;
      expect(lower <= value && value <= upper).toBe(true);
    }
    expect(held).toBeGreaterThanOrEqual(18);
  }
}); // prettier-ignore

test("where probes all see the same weights, the Krylov part alone holds the exact ratio", async () => {
  for (let seed = 0; seed < 20; seed++) {
    const some = Array.from(normalVector(40, seed), (x, i) => (i < 4 ? 5 + x : x * x * x));
    const part = (sign: number) => some.reduce((sum, x) => sum + Math.max(0, sign * x), 0);
    for (const steps of [3, 6, 12]) {
      const { value, parts } = negativeRatio(await spectrum(diagonal(some), { steps, probes: 1, seed }));
      expect(Math.abs(value - part(-1) / part(1))).toBeLessThanOrEqual(parts.krylov + 1e-12);
    }
  }
}); // prettier-ignore

test("the Krylov part shrinks with steps, the probes' with probes, and scale does not matter", async () => {
  const of = async (factor: number, options: { steps: number; probes: number }) => {
    const scaled = values.map((x) => factor * x);
    return negativeRatio(await spectrum(dense(symmetricFromEigenvalues(scaled, 3), 60), options));
  };
  const few = await of(1, { steps: 6, probes: 4 });
  const more = await of(1, { steps: 30, probes: 4 });
  expect(more.parts.krylov).toBeLessThan(few.parts.krylov / 3);
  const many = await of(1, { steps: 30, probes: 64 });
  expect(many.parts.probes).toBeLessThan(more.parts.probes / 2);
  expect((await of(7, { steps: 30, probes: 4 })).value).toBeCloseTo(more.value, 10);
});

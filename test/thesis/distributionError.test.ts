/** The distance of an estimated distribution from that of all eigenvalues. */
import { expect, test } from "vitest";
import { dense } from "../../src/operators/dense.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { distributionError } from "../../src/thesis/distributionError.js";

const eigenvalues = Float64Array.of(-2, -1, 0, 0, 1, 3);

/** A distribution with bars of the given length. */
const estimate =
  (share: (t: number) => number, bar = 0) =>
  (grid: Float64Array) => ({
    grid,
    value: grid.map(share),
    lower: grid.map((t) => share(t) - bar),
    upper: grid.map((t) => share(t) + bar),
    parts: { probes: grid.map(() => 0), krylov: grid.map(() => 0) },
  });

test("looks at both sides of jumps, of multiple eigenvalues too", () => {
  // In the middle of each jump: half a jump away, 1/12, and 1/6 at the double zero.
  const middle = (t: number) =>
    eigenvalues.reduce((sum, x) => sum + (x < t ? 1 : x === t ? 0.5 : 0), 0) / 6;
  expect(distributionError(estimate(middle), eigenvalues).sup).toBeCloseTo(1 / 6, 14);
  expect(distributionError(estimate(middle), eigenvalues, 0.5).sup).toBeCloseTo(1 / 12, 14);
});

test("counts the eigenvalues at which bars hold the distribution", () => {
  const none = () => 0;
  expect(distributionError(estimate(none, 0.55), eigenvalues)).toEqual({ sup: 1, held: 4 / 6 });
  expect(distributionError(estimate(none, 1), eigenvalues).held).toBe(1);
});

test("is a half jump or less for a quadrature with as many steps as there are eigenvalues", async () => {
  const matrix = Float64Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? (i / 7) ** 2 + 1 : 0));
  const exact = Float64Array.from({ length: 6 }, (_, i) => i ** 2 + 1);
  const s = await spectrum(dense(matrix, 6), { steps: 6, probes: 4 });
  const { sup, held } = distributionError((grid) => s.cumulative(grid), exact);
  // Rademacher probes weigh the eigenvectors eᵢ of a diagonal matrix alike, so only the jumps' inside is unknown.
  expect(sup).toBeLessThanOrEqual(1 / 6 + 1e-9);
  expect(held).toBe(1);
});

test("needs an eigenvalue to look at", () => {
  expect(() =>
    distributionError(
      estimate(() => 0),
      eigenvalues,
      4,
    ),
  ).toThrow("distributionError: number of eigenvalues must be an integer");
});

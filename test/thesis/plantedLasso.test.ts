/** The lasso whose solution is planted. */
import { expect, test } from "vitest";
import { l1 } from "../../src/prox/l1.js";
import { plantedLasso } from "../../src/thesis/plantedLasso.js";

const settings = { samples: 40, size: 12, support: 4, mu: 0.3, noise: 0.5, seed: 3 };

test("its solution is stationary, has the zeros asked for, and no other point is lower", async () => {
  const { f, solution } = plantedLasso(settings);
  const map = l1(settings.mu);
  const { value, gradient } = await f.gradient(solution);
  expect(Math.max(...map.stationarity(solution, gradient).map(Math.abs))).toBeLessThan(1e-13);
  expect(solution.filter((x) => x === 0).length).toBe(8);
  // The zeros hold strictly, and by more than one coordinate's chance.
  const off = gradient.filter((_, j) => solution[j] === 0).map((g) => Math.abs(g) / settings.mu);
  expect(Math.max(...off)).toBeLessThan(0.9);
  for (let j = 0; j < settings.size; j++) {
    for (const move of [-0.01, 0.01]) {
      const other = solution.slice();
      other[j] += move;
      const higher = (await f.value(other)) + map.value(other);
      expect(higher).toBeGreaterThan(value + map.value(solution));
    }
  }
});

test("gradients of batches are noisy at the solution", async () => {
  const { f, solution } = plantedLasso(settings);
  const [one, all] = [await f.gradient(solution, { rows: [0, 1] }), await f.gradient(solution)];
  const apart = one.gradient.map((g, j) => g - all.gradient[j]);
  expect(Math.hypot(...apart)).toBeGreaterThan(0.1);
});

test("seeds are other problems; more unknowns than rows are refused", () => {
  const [a, b] = [plantedLasso(settings), plantedLasso({ ...settings, seed: 4 })];
  expect(a.solution).not.toEqual(b.solution);
  expect(() => plantedLasso({ ...settings, size: 40 })).toThrow(
    "plantedLasso: samples must be an integer ≥ 41, got 40",
  );
});

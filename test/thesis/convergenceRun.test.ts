/** How near a run is to a stationary point. */
import { expect, test } from "vitest";
import { norm } from "../../src/core/vector.js";
import { constant } from "../../src/optimizers/gains/constant.js";
import { proxSGD } from "../../src/optimizers/proxSGD.js";
import { l1 } from "../../src/prox/l1.js";
import { none } from "../../src/prox/none.js";
import {
  convergenceRun,
  logarithmicSlope,
  naturalResidual,
} from "../../src/thesis/convergenceRun.js";
import { plantedLasso } from "../../src/thesis/plantedLasso.js";

const settings = { samples: 40, size: 12, support: 4, mu: 0.3, noise: 0.5, seed: 3 };
const map = l1(settings.mu);

test("the residual is zero at the solution, continuous there, and the gradient without a regulariser", async () => {
  const { f, solution } = plantedLasso(settings);
  const { gradient } = await f.gradient(solution);
  expect(norm(naturalResidual(map, solution, gradient))).toBeLessThan(1e-13);
  const near = solution.map((x) => (x === 0 ? 1e-9 : x));
  const there = (await f.gradient(near)).gradient;
  expect(norm(naturalResidual(map, near, there))).toBeLessThan(1e-7);
  expect(norm(map.stationarity(near, there))).toBeGreaterThan(0.1); // what it is used in place of
  const plain = naturalResidual(none(), solution, gradient);
  plain.forEach((g, i) => expect(g).toBeCloseTo(gradient[i], 14));
}); // prettier-ignore

test("without noise a run goes to the solution, and all measures with it", async () => {
  const { f, solution } = plantedLasso(settings);
  const optimizer = proxSGD({ map, epsilon: 1, rho: 1, gain: constant(6) });
  const options = { at: [1, 1000], batchSize: settings.samples, seed: 0, solution };
  const [first, last] = await convergenceRun(f, map, optimizer, options);
  expect([first.step, last.step]).toEqual([1, 1000]);
  expect(first.distance).toBeGreaterThan(0.1);
  expect(first.residual).toBeGreaterThan(0.1);
  const ends = [last.distance ?? 1, last.residual, last.subgradient, last.tracking];
  for (const end of ends) expect(end).toBeLessThan(1e-10);
  expect(last.wrongZeros).toBe(0);
});

test("a planted power is found", () => {
  const x = [1, 3, 10, 30];
  expect(
    logarithmicSlope(
      x,
      x.map((t) => 5 * t ** -0.7),
    ),
  ).toBeCloseTo(-0.7, 12);
});

/** Exact zeros: where a proximal step leads, what θ gets of it, and a lasso with a known solution. */
import { describe, expect, test } from "vitest";
import {
  ista,
  proxAdam,
  proxSGD,
  rda,
  schedules,
  type Optimizer,
} from "../../src/optimizers/index.js";
import { l1 } from "../../src/prox/index.js";
import { proximal } from "./everyOptimizer.js";
import { knownMinimum } from "./knownMinimum.js";
import { nonConvex, path } from "./nonConvex.js";

const lasso = knownMinimum(0.1);

/** θ and x̂ after the steps. */
function end(
  optimizer: Optimizer<unknown>,
  steps: number,
): [Float64Array, Float64Array | undefined] {
  let [state, theta] = [optimizer.init(lasso.start), lasso.start];
  for (let t = 0; t < steps; t++) {
    const update = optimizer.update(lasso.gradient(theta), state, theta);
    [state, theta] = [update.state, theta.map((x, i) => x + update.step[i])];
  }
  return [theta, optimizer.proximalPoint?.(state)];
}

const zerosOf = (x: ArrayLike<number>): number[] =>
  Array.from(x).flatMap((xi, i) => (xi === 0 ? [i] : []));

describe.each(proximal(l1(0.1)).map((o): [string, Optimizer<unknown>] => [o.name ?? "", o]))(
  "%s",
  (name, optimizer) => {
    test("finds the solution of a lasso, and its zeros exactly in the proximal point", () => {
      const [theta, point] = end(optimizer, 3000);
      const distance = Math.max(...lasso.solution.map((x, i) => Math.abs(x - theta[i])));
      expect(distance).toBeLessThan(name.startsWith("rda") ? 0.05 : 2e-3); // rda: the pull of x₀ fades as 1/√t
      expect(zerosOf(point ?? [])).toEqual(zerosOf(lasso.solution));
    });

    test("has no proximal point before the first step", () => {
      expect(optimizer.proximalPoint?.(optimizer.init(lasso.start))).toBeUndefined();
    });
  },
);

const map = l1(0.1);
test.each([
  ["ista", ista({ map, learningRate: 0.3 })],
  [
    "proxAdam",
    proxAdam({ map, learningRate: schedules.cosine({ initial: 0.05, final: 1e-7, steps: 3000 }) }),
  ],
])("%s meets the solution to 1e-6", (_name, optimizer) => {
  const [theta] = end(optimizer, 3000);
  for (const [i, x] of lasso.solution.entries()) expect(Math.abs(theta[i] - x)).toBeLessThan(1e-6);
  expect(zerosOf(theta)).toEqual(zerosOf(lasso.solution));
});

test("whole steps: θ + (0 − θ) is 0 exactly, under noise and for numbers of any size", () => {
  for (const optimizer of [
    ista({ map: l1(2), learningRate: 0.3 }),
    proxAdam({ map: l1(2), learningRate: 0.3 }),
    rda({ map: l1(2), learningRate: 0.3 }),
  ] as Optimizer<unknown>[]) {
    const f = nonConvex(11);
    let state = optimizer.init(f.start);
    let theta = f.start.map((x, i) => x * 10 ** (3 * (i - 3)));
    let zeros = 0;
    for (let t = 0; t < 100; t++) {
      const update = optimizer.update(f.gradient(theta, t), state, theta);
      [state, theta] = [update.state, theta.map((x, i) => x + update.step[i])];
      expect(zerosOf(theta)).toEqual(zerosOf(optimizer.proximalPoint?.(state) ?? []));
      zeros += zerosOf(theta).length;
    }
    expect(zeros, optimizer.name).toBeGreaterThan(50);
  }
});

test("averaging does not reach zero: ProxSGD's zeros are in its proximal point alone", () => {
  const [theta, point] = end(proxSGD({ map: l1(0.1) }), 3000);
  expect(zerosOf(theta)).toEqual([]);
  expect(zerosOf(point ?? [])).toEqual(zerosOf(lasso.solution));
});

test("momentum of ista is an average: its fixed points are stationary whatever β is", () => {
  const optimizer = ista({ map, learningRate: 0.1, momentum: 0.9 });
  const v = lasso.gradient(lasso.solution);
  const settled = { step: 50, momentum: v, point: lasso.solution };
  const { step } = optimizer.update(v, settled, lasso.solution);
  for (const d of step) expect(Math.abs(d)).toBeLessThan(1e-15);
});

test("rda keeps zeros that ista loses under noise: its threshold grows with the steps", () => {
  const f = nonConvex(13);
  const flips = (optimizer: Optimizer<unknown>): number => {
    const supports = path(f, optimizer, 900)
      .slice(450)
      .map((x) => String(zerosOf(x)));
    return supports.filter((support, i) => i > 0 && support !== supports[i - 1]).length;
  };
  const [strong, learningRate] = [l1(0.4), 0.05];
  expect(flips(rda({ map: strong, learningRate }))).toBeLessThan(
    flips(ista({ map: strong, learningRate })) / 4,
  );
});

/** How far two optimizers get apart. */
import { expect, test } from "vitest";
import type { Optimizer } from "../../src/optimizers/optimizer.js";
import { sgd } from "../../src/optimizers/sgd.js";
import { runDifference } from "../../src/thesis/runDifference.js";
import type { Trainable } from "../../src/training/train.js";

/** ½ ‖θ‖², whatever the rows: θ shrinks by 1 − η at each step. */
const bowl: Trainable = {
  size: 2,
  samples: 4,
  start: Float64Array.of(3, 4),
  gradient: (theta) => Promise.resolve({ value: 1, gradient: theta.slice() }),
};
const options = { epochs: 3, batchSize: 2, seed: 0 };

test("an optimizer goes the same way as itself, to the last bit", async () => {
  const own = sgd({ learningRate: 0.1 });
  const { greatest, otherBits, steps, way } = await runDifference(bowl, own, own, options);
  expect([greatest, otherBits, steps]).toEqual([0, 0, 6]);
  expect(way).toBeCloseTo(1 - 0.9 ** 6, 14);
});

test("finds the step with the greatest difference, relative to the first run", async () => {
  const own = sgd({ learningRate: 0.1 });
  /** The second coordinate is wrong by 1 after the third step, and right again after the fourth. */
  const wrong: Optimizer<number> = {
    init: () => 0,
    update: (gradient, state) => {
      const step = gradient.map((g) => -0.1 * g);
      if (state === 2) step[1] += 1;
      if (state === 3) step[1] -= 0.9;
      return { step, state: state + 1 };
    },
  };
  const { greatest, otherBits } = await runDifference(bowl, own, wrong, options);
  expect(greatest).toBeCloseTo(1 / (5 * 0.9 ** 3), 12);
  expect(otherBits).toBe(1);
});

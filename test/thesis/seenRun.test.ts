/** Training runs seen at chosen steps. */
import { expect, test } from "vitest";
import { sgd } from "../../src/optimizers/sgd.js";
import { logarithmicSteps, seenRun } from "../../src/thesis/seenRun.js";
import type { Trainable } from "../../src/training/train.js";

/** ½ θ², whatever the rows. */
const bowl: Trainable = {
  size: 1,
  samples: 4,
  start: Float64Array.of(1),
  gradient: (theta) => Promise.resolve({ value: 1, gradient: theta.slice() }),
};

test("looks after the steps asked for, at parameters and state of the same moment", async () => {
  const optimizer = sgd({ learningRate: 0.5 });
  const options = { optimizer, at: [1, 3, 4], batchSize: 2, seed: 0 };
  const seen = await seenRun(bowl, options, ({ step, theta, state }) =>
    Promise.resolve([step, theta[0], state.velocity[0]]),
  );
  // Without momentum the velocity is the gradient before the step: twice what is left.
  expect(seen).toEqual([
    [1, 1 / 2, 1],
    [3, 1 / 8, 1 / 4],
    [4, 1 / 16, 1 / 8],
  ]);
});

test("steps that no run has are told", async () => {
  const options = { optimizer: sgd({ learningRate: 0.5 }), at: [0, 2], batchSize: 2, seed: 0 };
  await expect(seenRun(bowl, options, () => Promise.resolve(0))).rejects.toThrow(
    "seenRun: all of 2 steps must be seen, got 1",
  );
});

test("logarithmic steps are distinct, ascending, from 1 to the last, and even in ratio", () => {
  const steps = logarithmicSteps(20_000, 5);
  expect([steps[0], steps[steps.length - 1]]).toEqual([1, 20_000]);
  const ratios = steps.slice(1).map((step, i) => step / steps[i]);
  expect(Math.min(...ratios)).toBeGreaterThan(1);
  expect(Math.max(...ratios.slice(4))).toBeLessThan(1.7);
});

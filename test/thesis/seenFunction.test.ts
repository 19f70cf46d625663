/** What optimizers see of a function on whose weights something is done. */
import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { adam } from "../../src/optimizers/adam.js";
import { onSupport, withSubgradient } from "../../src/thesis/seenFunction.js";
import { train, type Trainable } from "../../src/training/train.js";

/** ½ ‖θ − (1, 2, …)‖² over a weight of four entries and a bias of two. */
const parts = partition([["kernel", [2, 2]], ["bias", [2]]]); // prettier-ignore
const quadratic: Trainable = {
  ...{ size: 6, samples: 1, start: Float64Array.of(0.5, 0, -1, 2, 0.5, -1) },
  gradient(theta) {
    const gradient = theta.map((t, i) => t - (i + 1));
    return Promise.resolve({ value: gradient.reduce((sum, g) => sum + 0.5 * g * g, 0), gradient });
  },
};

test("the ℓ1 norm adds μ sign(w) to the gradient of weights, nothing at 0 and nothing to biases or the value", async () => {
  const { start } = quadratic;
  const plain = await quadratic.gradient(start);
  const { value, gradient } = await withSubgradient(quadratic, parts, 0.25).gradient(start);
  expect(value).toBe(plain.value);
  expect([...gradient.map((g, i) => g - plain.gradient[i])]).toEqual([0.25, 0, -0.25, 0.25, 0, 0]);
});

test("off the support parameters stay where they are, and the others come to their minimum", async () => {
  const free = Float64Array.of(1, 0, 1, 0, 1, 1);
  const f = onSupport(quadratic, free);
  const optimizer = adam({ learningRate: 0.05 });
  const { theta } = await train(f, { optimizer, epochs: 2000, batchSize: 1 });
  expect([theta[1], theta[3]]).toEqual([0, 2]);
  for (const i of [0, 2, 4, 5]) expect(theta[i]).toBeCloseTo(i + 1, 3);
});

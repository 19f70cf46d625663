import { expect, test } from "vitest";
import { sgd } from "../../src/optimizers/sgd.js";

test("momentum accumulates: v ← β v + g, step = −η v", () => {
  const optimizer = sgd({ learningRate: 0.1, momentum: 0.5 });
  const theta = Float64Array.of(1, 2);
  let state = optimizer.init(theta);
  const gradient = Float64Array.of(1, -2);
  const steps: number[][] = [];
  for (let i = 0; i < 3; i++) {
    const update = optimizer.update(gradient, state, theta);
    state = update.state;
    steps.push([...update.step]);
  }
  // v = g (1, 1.5, 1.75): the geometric sum of 0.5.
  const factors = [1, 1.5, 1.75];
  steps.forEach((step, i) => {
    expect(step[0]).toBeCloseTo(-0.1 * factors[i], 15);
    expect(step[1]).toBeCloseTo(0.2 * factors[i], 15);
  });
});

test("without momentum it is gradient descent, and nothing is modified", () => {
  const optimizer = sgd({ learningRate: 2 });
  const [theta, gradient] = [Float64Array.of(5), Float64Array.of(3)];
  const state = optimizer.init(theta);
  optimizer.update(gradient, state, theta);
  const { step } = optimizer.update(gradient, state, theta);
  expect([...step]).toEqual([-6]);
  expect([theta[0], gradient[0], state.velocity[0]]).toEqual([5, 3, 0]);
});

test.each([
  [{ learningRate: 0 }, "sgd: learningRate must be a finite number > 0, got 0"],
  [{ learningRate: NaN }, "sgd: learningRate must be a finite number > 0, got NaN"],
  [{ learningRate: 1, momentum: 1 }, "sgd: momentum must be in [0, 1), got 1"],
])("rejects %j", (options, message) => {
  expect(() => sgd(options)).toThrow(message);
});

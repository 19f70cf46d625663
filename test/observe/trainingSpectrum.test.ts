/** The sharpness of a quadratic is known; the share of the time is kept; warm starts pay. */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import "../../src/index.js"; // presenters
import { objective } from "../../src/objective/objective.js";
import { trainingSpectrum } from "../../src/observe/trainingSpectrum.js";
import { sgd } from "../../src/optimizers/sgd.js";
import { train } from "../../src/training/train.js";
import { normalVector } from "../support/matrices.js";

const curvatures = Float64Array.from({ length: 40 }, (_, i) => 8 * 0.8 ** i);

/** ½ Σ λᵢ θᵢ² + ε Σ θᵢ⁴: the Hessian moves with θ, but little. */
const bowl = () =>
  objective({
    parameters: { theta: { values: normalVector(40, 1), shape: [40] } },
    loss: ({ theta }) => {
      const square = tf.square(theta);
      const quadratic = tf.sum(tf.mul(square, tf.tensor1d(Float32Array.from(curvatures))));
      return tf.add(tf.mul(0.5, quadratic), tf.mul(1e-3, tf.sum(tf.square(square))));
    },
    precision: "float64",
  });

test("every so many steps the greatest eigenvalues are there, from the second look on for less", async () => {
  const f = bowl();
  const optimizer = sgd({ learningRate: 0.1 });
  const sharpness = trainingSpectrum(f, { every: 5, budget: 0.999, count: 2, learningRate: 0.1 });
  await train(f, { optimizer, epochs: 20, observers: [sharpness] });
  const { records } = sharpness;
  expect(records.map(({ step }) => step)).toEqual([5, 10, 15, 20]);
  for (const { values, residuals, status, seconds } of records) {
    expect(status).toBe("converged");
    expect(Math.abs(values[0] - curvatures[0])).toBeLessThan(0.05);
    expect(Math.abs(values[1] - curvatures[1])).toBeLessThan(0.05);
    expect(Math.max(...residuals)).toBeLessThan(2e-3 * values[0]);
    expect(seconds).toBeGreaterThan(0);
  }
  const [first, ...later] = records.map(({ products }) => products);
  for (const products of later) expect(products).toBeLessThan(first);
  expect(sharpness.seconds).toBeCloseTo(
    records.reduce((sum, r) => sum + r.seconds, 0),
    12,
  );
  await f.close();
});

test("looking on changes nothing of the training", async () => {
  const f = bowl();
  const optimizer = sgd({ learningRate: 0.1, momentum: 0.5 });
  const alone = await train(f, { optimizer, epochs: 8 });
  const observers = [trainingSpectrum(f, { every: 2, budget: 0.999 })];
  const watched = await train(f, { optimizer, epochs: 8, observers });
  expect(watched.theta).toEqual(alone.theta);
  expect(watched.records).toEqual(alone.records);
  await f.close();
});

test("shows itself as a figure once there is a look, as text before", async () => {
  const f = bowl();
  const sharpness = trainingSpectrum(f, { every: 5, budget: 0.999, learningRate: 0.1 });
  const before = sharpness[jupyterDisplay]();
  expect(before).toEqual({ "text/plain": "Sharpness during training: no look yet" });
  await train(f, { optimizer: sgd({ learningRate: 0.1 }), epochs: 10, observers: [sharpness] });
  const after = sharpness[jupyterDisplay]();
  expect(Object.keys(after)).toContain("application/vnd.plotly.v1+json");
  expect(String(sharpness)).toMatch(/^Sharpness during training: 2 looks, 8\.\d+ at step 10$/);
  await f.close();
});

test("without a budget to spend nobody looks", async () => {
  const f = bowl();
  const sharpness = trainingSpectrum(f, { every: 1, budget: 1e-9 });
  await train(f, { optimizer: sgd({ learningRate: 0.1 }), epochs: 10, observers: [sharpness] });
  expect(sharpness.records).toEqual([]);
  await f.close();
});

/** Steps of half a second and looks that take what they take: hardly any time. */
test("the share of the time stays within the budget", async () => {
  const f = bowl();
  const sharpness = trainingSpectrum(f, { every: 1, budget: 0.2 });
  let trainingSeconds = 0;
  for (let step = 0; step < 60; step++) {
    trainingSeconds += 0.004;
    const record = { step, epoch: 0, loss: 1 };
    await sharpness.afterStep({
      record,
      rows: 1,
      theta: f.start,
      trainingSeconds,
      signal: undefined,
    });
    const longest = Math.max(0, ...sharpness.records.map(({ seconds }) => seconds));
    // A look may take longer than the one before it, by which it was planned.
    expect(sharpness.seconds).toBeLessThanOrEqual(0.25 * trainingSeconds + longest);
  }
  expect(sharpness.records.length).toBeLessThan(60);
  await f.close();
});

test("the limits of stability are those of gradient descent on a quadratic", async () => {
  const f = bowl();
  const { limits } = trainingSpectrum(f, { learningRate: 0.2, momentum: 0.5 });
  expect(limits).toEqual({ gradientDescent: 10, momentum: 15 });
  expect(trainingSpectrum(f).limits).toBeUndefined();
  // λ = 10: η = 0.19 stays, η = 0.21 leaves; with β = 0.5 the limit for η is 0.3.
  for (const [learningRate, momentum, stays] of [
    [0.19, 0, true],
    [0.21, 0, false],
    [0.29, 0.5, true],
    [0.31, 0.5, false],
  ] as const) {
    const optimizer = sgd({ learningRate, momentum });
    let [theta, state] = [Float64Array.of(1), optimizer.init(Float64Array.of(1))];
    for (let i = 0; i < 400; i++) {
      const update = optimizer.update(
        theta.map((x) => 10 * x),
        state,
        theta,
      );
      theta = theta.map((x, j) => x + update.step[j]);
      state = update.state;
    }
    expect(Math.abs(theta[0]) < 1).toBe(stays);
    expect(10 < trainingSpectrum(f, { learningRate, momentum }).limits!.momentum).toBe(stays);
  }
  await f.close();
});

test.each([
  [{ every: 0 }, "trainingSpectrum: every must be an integer ≥ 1, got 0"],
  [{ budget: 1 }, "trainingSpectrum: budget must be in (0, 1), got 1"],
  [{ count: 41 }, "trainingSpectrum: count must be an integer in [1, 40], got 41"],
  [{ learningRate: -1 }, "trainingSpectrum: learningRate must be a finite number > 0, got -1"],
])("rejects %j", async (options, message) => {
  const f = bowl();
  expect(() => trainingSpectrum(f, options)).toThrow(message);
  await f.close();
});

import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { inputGradient } from "../../src/record/inputGradient.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";

beforeAll(() => tf.setBackend("cpu"));

/** A critic with a gradient penalty: E (‖∂D/∂x‖ − 1)². */
const critic = (p: { readonly W: tf.Tensor; readonly u: tf.Tensor }) => (x: tf.Tensor) =>
  tf.sum(tf.matMul(tf.tanh(tf.matMul(x, p.W)), p.u));

const penalty = () =>
  objective({
    parameters: {
      W: { values: normalVector(12, 1), shape: [3, 4] },
      u: { values: normalVector(4, 2), shape: [4, 1] },
    },
    loss: (p, x: tf.Tensor) => {
      const slope = inputGradient(critic(p))(x);
      return tf.mean(tf.square(tf.sub(tf.norm(slope, 2, 1), 1)));
    },
    data: { values: normalVector(15, 3), shape: [5, 3] },
    precision: "float64",
    batchSize: 2,
  });

test("the gradient inside a loss is that of tf.grad, and outside it is tf.grad", async () => {
  const f = penalty();
  const p = {
    W: tf.tensor(Float32Array.from(f.start.slice(0, 12)), [3, 4]),
    u: tf.tensor(Float32Array.from(f.start.slice(12)), [4, 1]),
  };
  const x = tf.tensor(Float32Array.from(normalVector(15, 3)), [5, 3]);
  const slope = tf.grad((y: tf.Tensor) => critic(p)(y))(x);
  const expected = tf.mean(tf.square(tf.sub(tf.norm(slope, 2, 1), 1)));
  expect(await f.value(f.start)).toBeCloseTo((await expected.data())[0], 5);
  expectClose(await inputGradient(critic(p))(x).data(), await slope.data(), 1e-6);
});

test("it is differentiated again: gradient and product are limits of differences", async () => {
  const f = penalty();
  const v = normalVector(f.size, 4);
  const h = 1e-5;
  const at = (s: number) => f.gradient(f.start.map((t, i) => t + s * v[i]));
  const [a, b] = [await at(h), await at(-h)];
  const { gradient } = await f.gradient(f.start);
  const along = gradient.reduce((sum, g, i) => sum + g * v[i], 0);
  expect(along).toBeCloseTo((a.value - b.value) / (2 * h), 7);
  const difference = a.gradient.map((g, i) => (g - b.gradient[i]) / (2 * h));
  expectClose(await f.product(f.start, v), difference, 1e-7);
});

test("a function with several results is refused", () => {
  const make = () =>
    objective({
      parameters: { w: { values: [1, 2], shape: [2] } },
      loss: (p) => tf.sum(inputGradient((x) => tf.square(x))(p.w)),
    });
  expect(make).toThrow("inputGradient: the function must give one number, got shape [2]");
});

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

/** Points that simplification would see through, each with what tf.grad says there. */
const points: Readonly<Record<string, (w: tf.Tensor) => tf.Tensor>> = {
  permuted: (w) => tf.transpose(tf.reshape(w, [2, 3]), [1, 0]),
  "an output of a convolution": (w) =>
    tf.conv2d(
      tf.ones<tf.Rank.R4>([1, 2, 1, 1]),
      tf.reshape<tf.Rank.R4>(w, [1, 1, 1, 6]),
      1,
      "valid",
    ),
  reshaped: (w) => tf.reshape(w, [3, 2]),
  scaled: (w) => tf.mul(0.5, w),
  negative: (w) => tf.neg(w),
  constant: () => tf.ones([6]),
  "a sum": (w) => tf.add(w, 1),
};

test.each(Object.entries(points))(
  "%s: the slope is tf.grad's, and moves with the parameters",
  async (_, point) => {
    const start = normalVector(6, 5);
    const penalty = (w: tf.Tensor): tf.Tensor => {
      const fn = (x: tf.Tensor) =>
        tf.sum(tf.mul(tf.square(tf.reshape(tf.mul(2, tf.transpose(x)), [-1, 6])), tf.add(w, 1)));
      return tf.sum(tf.square(inputGradient(fn)(point(w))));
    };
    const f = objective({
      parameters: { w: { values: start, shape: [6] } },
      loss: ({ w }) => tf.add(penalty(w), tf.mul(0, tf.sum(w))),
      precision: "float64",
    });
    const expected = (await penalty(tf.tensor1d(Float32Array.from(start))).data())[0];
    expect(await f.value(f.start)).toBeCloseTo(expected, 3);
    const v = normalVector(6, 6);
    const h = 1e-6;
    const at = (s: number) => f.value(start.map((x, i) => x + s * v[i]));
    const { gradient } = await f.gradient(start);
    const along = gradient.reduce((sum, g, i) => sum + g * v[i], 0);
    const difference = ((await at(h)) - (await at(-h))) / (2 * h);
    expect(Math.abs(along - difference)).toBeLessThan(1e-6 * (1 + Math.abs(along)));
  },
);

/** What is recorded computes what TensorFlow.js computes. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { Graph } from "../../src/graph/graph.js";
import { sizeOf } from "../../src/graph/shape.js";
import { losses } from "../../src/objective/losses.js";
import { record } from "../../src/record/recorder.js";
import { tensorValues } from "../../src/record/tensorValues.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";

beforeAll(() => tf.setBackend("cpu"));

type Case = [string, number[][], (...x: tf.Tensor[]) => tf.Tensor];
const image = [2, 6, 7, 3];
const as4 = (x: tf.Tensor) => x as tf.Tensor4D;

const cases: Case[] = [
  ["arithmetic with broadcasting", [[2, 3], [3]], (x, y) => tf.sub(tf.mul(tf.add(x, y), y), tf.div(x, 4))], // prettier-ignore
  [
    "neg, square, squaredDifference",
    [[4], [4]],
    (x, y) => tf.add(tf.neg(tf.square(x)), tf.squaredDifference(x, y)),
  ],
  ["exp, tanh, sigmoid, relu", [[7]], (x) => tf.exp(tf.tanh(tf.add(tf.sigmoid(x), tf.relu(x))))],
  [
    "log, sqrt, rsqrt",
    [[7]],
    (x) => tf.log(tf.add(tf.sqrt(tf.square(x)), tf.rsqrt(tf.add(tf.square(x), 1)))),
  ],
  [
    "mean and sum over axes",
    [[2, 3, 4]],
    (x) => tf.add(tf.mean(x, [0, 2], true), tf.sum(x, -1, true)),
  ],
  ["max without keeping the axis", [[2, 3, 4]], (x) => tf.max(x, [1])],
  ["softmax, logSoftmax, logSumExp", [[3, 5]], (x) => tf.add(tf.add(tf.softmax(x), tf.logSoftmax(x)), tf.logSumExp(x, 1, true))], // prettier-ignore
  [
    "reshape, expandDims, transpose, flatten",
    [[2, 3, 4]],
    (x) => tf.transpose(tf.expandDims(tf.reshape(x, [6, -1]), 1), [2, 0, 1]),
  ],
  ["pad and slice", [[3, 4]], (x) => tf.slice(tf.pad(x, [[1, 0], [0, 2]]), [0, 1], [-1, 4])], // prettier-ignore
  ["ones, zeros, fill and constants", [[2, 2]], (x) => tf.add(tf.add(tf.onesLike(x), tf.fill([2, 2], 3)), tf.mul(x, tf.tensor2d([[1, 2], [3, 4]])))], // prettier-ignore
  ["oneHot with its own values", [[2, 3]], (x) => tf.mul(x, tf.oneHot(tf.tensor1d([2, 0], "int32"), 3, 5, -1))], // prettier-ignore
  ["matMul with transposes", [[3, 2], [4, 3]], (x, y) => tf.matMul(x, y, true, true)], // prettier-ignore
  ["fused matMul", [[2, 3], [3, 4], [4]], (x, w, b) => tf.fused.matMul({ a: x, b: w, bias: b, activation: "relu" })], // prettier-ignore
  ["conv2d same, stride 2", [image, [3, 3, 3, 4]], (x, w) => tf.conv2d(as4(x), as4(w), 2, "same")],
  [
    "conv2d valid, dilated",
    [image, [2, 3, 3, 4]],
    (x, w) => tf.conv2d(as4(x), as4(w), 1, "valid", "NHWC", 2),
  ],
  ["fused conv2d", [image, [3, 3, 3, 4], [4]], (x, w, b) => tf.fused.conv2d({ x: as4(x), filter: as4(w), strides: 1, pad: "same", bias: b, activation: "sigmoid" })], // prettier-ignore
  ["avgPool valid", [image], (x) => tf.avgPool(as4(x), 2, 2, "valid")],
  ["avgPool same counts inner entries only", [image], (x) => tf.avgPool(as4(x), 3, 2, "same")],
  ["maxPool", [image], (x) => tf.maxPool(as4(x), 2, 2, "valid")],
  ["softmaxCrossEntropy of probabilities", [[3, 4], [3, 4]], (z, t) => losses.softmaxCrossEntropy(z, tf.softmax(t))], // prettier-ignore
  [
    "meanSquaredError",
    [
      [3, 4],
      [3, 4],
    ],
    (z, t) => losses.meanSquaredError(z, t),
  ],
  ["sigmoidCrossEntropy", [[3, 4], [3, 4]], (z, t) => losses.sigmoidCrossEntropy(z, tf.sigmoid(t))], // prettier-ignore
  ["tf.losses.softmaxCrossEntropy", [[3, 4], [3, 4]], (z, t) => tf.losses.softmaxCrossEntropy(tf.softmax(t), z)], // prettier-ignore
];

describe.each(cases)("%s", (_, shapes, program) => {
  test("equals the CPU backend to float32", async () => {
    const values = shapes.map((shape, i) => normalVector(sizeOf(shape), i + 1).map(Math.fround));
    const g = new Graph();
    const inputs = shapes.map((shape, i) => g.input(`x${i}`, shape));
    const output = record(g, inputs.map((node) => ({ node, dtype: "float32" })), program); // prettier-ignore
    const compiled = await referenceExecutor.compile({ inputs, outputs: [output] });
    const [actual] = await compiled.run(values);
    const expected = tf.tidy(() =>
      program(...shapes.map((shape, i) => tf.tensor(Float32Array.from(values[i]), shape))),
    );
    expect(output.shape).toEqual(expected.shape);
    expectClose(actual, await expected.data(), 2e-6);
    expected.dispose();
  });
});

test("the named losses are those of tf.losses", async () => {
  const z = tf.tensor2d([[1, -2, 3], [0.5, 0, -1]]); // prettier-ignore
  const t = tf.tensor2d([[0, 0, 1], [0, 1, 0]]); // prettier-ignore
  const labels = tf.tensor1d([2, 1], "int32");
  const pairs: [tf.Tensor, tf.Tensor][] = [
    [losses.softmaxCrossEntropy(z, t), tf.losses.softmaxCrossEntropy(t, z)],
    [losses.softmaxCrossEntropy(z, labels), tf.losses.softmaxCrossEntropy(t, z)],
    [losses.meanSquaredError(z, t), tf.losses.meanSquaredError(t, z)],
    [losses.sigmoidCrossEntropy(z, t), tf.losses.sigmoidCrossEntropy(t, z)],
  ];
  for (const [a, b] of pairs) expectClose(await a.data(), await b.data(), 1e-6);
});

const one = { dtype: "float32" } as const;
const recordOne = (program: (x: tf.Tensor) => tf.Tensor) => {
  const g = new Graph();
  return record(g, [{ node: g.input("x", [2]), ...one }], program);
};

test.each<[string, (x: tf.Tensor) => unknown]>([
  ["record: kernel Atan (x [2] float32) is not covered", (x) => tf.atan(x)],
  ["record: a loss must not read values", (x) => tf.mul(x, x.dataSync()[0])], // eslint-disable-line no-restricted-properties
  ["record: a loss must not cast float32 tensors to int32", (x) => tf.cast(x, "int32")],
  ["record: the program must return a tensor, synchronously, got a promise", (x) => x.data()],
  ["record: the program must return a tensor, synchronously, got 3", () => 3],
  ["record: recordings must not be nested", (x) => (recordOne((y) => y), x)],
  ["record: tensors must be real numbers, got dtype string", () => tf.tensor1d(["a", "b"])],
])("%s", (message, program) => {
  const backend = tf.getBackend();
  expect(() => recordOne(program as (x: tf.Tensor) => tf.Tensor)).toThrow(message);
  expect(tf.getBackend()).toBe(backend); // back where it was, also after an error
});

test("recording leaves no tensor behind and does not touch captured ones", async () => {
  const captured = tf.tensor1d([1, 2]);
  const before = tf.memory().numTensors;
  recordOne((x) => tf.sum(tf.mul(tf.square(x), captured)));
  expect(tf.memory().numTensors).toBe(before);
  expect([...(await captured.data())]).toEqual([1, 2]);
  captured.dispose();
});

test("values come from tensors and plain arrays alike", () => {
  expect(tensorValues("f", "x", tf.tensor2d([[1, 2]])).shape).toEqual([1, 2]);
  expect(tensorValues("f", "x", { values: new Uint8Array(2), shape: [2] }).dtype).toBe("int32");
  expect(tensorValues("f", "x", { values: [0.5], shape: [1] }).dtype).toBe("float32");
  expect(() => tensorValues("f", "x", { values: [1], shape: [2] })).toThrow(
    "f: x needs 2 values for shape [2], got 1",
  );
  expect(() => tensorValues("f", "x", tf.tensor1d(["a"]))).toThrow(
    "f: x must hold real numbers, got dtype string",
  );
});

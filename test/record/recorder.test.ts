/** What is recorded computes what TensorFlow.js computes. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { Graph } from "../../src/graph/graph.js";
import { sizeOf } from "../../src/graph/shape.js";
import { losses } from "../../src/objective/losses.js";
import { kernelRules } from "../../src/record/kernels/kernelRules.js";
import { record } from "../../src/record/recorder.js";
import { tensorValues } from "../../src/record/tensorValues.js";
import { expectClose } from "../support/closeness.js";
import { kernelCases } from "../support/kernelCases.js";
import { normalVector } from "../support/matrices.js";

beforeAll(() => tf.setBackend("cpu"));

describe.each(kernelCases)("%s", (_, shapes, program) => {
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

test("two kernels that the CPU backend gets wrong follow their definition", async () => {
  const at = async (shape: number[], program: (x: tf.Tensor) => tf.Tensor) => {
    const g = new Graph();
    const x = g.input("x", shape);
    const output = record(g, [{ node: x, dtype: "float32" }], program);
    const compiled = await referenceExecutor.compile({ inputs: [x], outputs: [output] });
    const [values] = await compiled.run([
      Float64Array.from({ length: sizeOf(shape) }, (_, i) => i),
    ]);
    return [...values];
  };
  const row = await at([3, 5], (x) => tf.stridedSlice(x, [1, 0], [2, 5], [1, 2], 0, 0, 0, 0, 1));
  expect(row).toEqual([5, 7, 9]);
  const mean = tf.tensor3d([0, 10, 20], [1, 3, 1]);
  const centered = await at([1, 3, 2], (x) =>
    tf.batchNorm(x as tf.Tensor3D, mean, tf.onesLike(mean), undefined, undefined, 0),
  );
  expect(centered).toEqual([0, 1, -8, -7, -16, -15]);
});

test("the cases above show every kernel that has a rule", () => {
  const shown = kernelCases.flatMap(([name]) => name.split(" "));
  const quiet = ["Identity", "Cast"]; // part of every program
  const missing = Object.keys(kernelRules).filter((k) => ![...shown, ...quiet].includes(k));
  expect(missing).toEqual([]);
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
  ["record: kernel Unique (x [2] float32) is not covered", (x) => tf.unique(x).values],
  ["record: a loss must not read values", (x) => tf.mul(x, x.dataSync()[0])], // eslint-disable-line no-restricted-properties
  ["record: a loss must not cast float32 to int32", (x) => tf.cast(x, "int32")],
  ["record: the program must return a tensor, synchronously, got a promise", (x) => x.data()],
  ["record: the program must return a tensor, synchronously, got 3", () => 3],
  ["record: recordings must not be nested", (x) => (recordOne((y) => y), x)],
  ["record: tensors must hold real numbers, got dtype string", () => tf.tensor1d(["a", "b"])],
])("%s", (message, program) => {
  const backend = tf.getBackend();
  expect(() => recordOne(program as (x: tf.Tensor) => tf.Tensor)).toThrow(message);
  expect(tf.getBackend()).toBe(backend); // back where it was, also after an error
});

const thrownBy = (program: (x: tf.Tensor) => tf.Tensor): Error => {
  try {
    recordOne(program);
  } catch (error) {
    return error as Error;
  }
  throw new Error("no error");
};

test("an error tells the line of the program that led to it, also in its stack", () => {
  const helper = (x: tf.Tensor) => tf.unique(x).values; // the innermost line of the user counts
  const line = Number(/recorder\.test\.ts:(\d+)/.exec(new Error().stack ?? "")?.[1]) - 1;
  const error = thrownBy((x) => tf.tidy(() => tf.sum(helper(x))));
  expect(error.message).toMatch(/^record: kernel Unique .*\(at .*recorder\.test\.ts:\d+:\d+\)$/);
  expect(error.message).toContain(`recorder.test.ts:${line}:`);
  expect(error.stack).toContain(error.message);
  const frames = (error.stack ?? "").split("\n").filter((text) => /^ +at /.test(text));
  expect(frames.length).toBeLessThanOrEqual(Error.stackTraceLimit);
  expect(frames[1]).toContain("recorder.test.ts"); // after the place where it was thrown
});

test("so do errors of TensorFlow.js, and those that the program throws stay as they are", () => {
  const shapes = thrownBy((x) => tf.conv2d(tf.reshape<tf.Rank.R4>(x, [1, 2, 1, 1]), tf.zeros([1, 1, 3, 1]), 1, "same")); // prettier-ignore
  expect(shapes.message).toMatch(
    /^Error in conv2d: depth of input \(1\).*\(at .*recorder\.test\.ts:/,
  );
  const own = new Error("mine");
  const limit = Error.stackTraceLimit;
  const thrown = thrownBy(() => {
    throw own;
  });
  expect([thrown, thrown.message, Error.stackTraceLimit]).toEqual([own, "mine", limit]);
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
  const typed = [[0.5], Float64Array.of(1), Float32Array.of(1)].map((values) => ({ values, shape: [1] })); // prettier-ignore
  const tensors = (["float32", "int32", "bool"] as const).map((dtype) => tf.tensor1d([1], dtype));
  const dtypes = [...typed, ...tensors].map((x) => tensorValues("f", "x", x).dtype);
  expect(dtypes).toEqual(["float32", "float32", "float32", "float32", "int32", "int32"]);
  expect(() => tensorValues("f", "x", { values: [1], shape: [2] })).toThrow(
    "f: x needs 2 values for shape [2], got 1",
  );
  for (const x of [tf.tensor1d(["a"]), tf.complex([1], [0])]) {
    expect(() => tensorValues("f", "x", x)).toThrow(
      `f: x must hold real numbers, got dtype ${x.dtype}`,
    );
  }
});

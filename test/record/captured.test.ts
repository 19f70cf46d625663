/** Tensors that a program brings along are constants, read once; what has no numbers is refused. */
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { Graph } from "../../src/graph/graph.js";
import { record } from "../../src/record/recorder.js";

beforeAll(() => tf.setBackend("cpu"));
afterEach(() => vi.restoreAllMocks());

function recorded(program: (x: tf.Tensor) => tf.Tensor) {
  const g = new Graph();
  const x = g.input("x", [3]);
  return { x, output: record(g, [{ node: x, dtype: "float32" }], program) };
}

async function computed(program: (x: tf.Tensor) => tf.Tensor): Promise<number[]> {
  const { x, output } = recorded(program);
  const compiled = await referenceExecutor.compile({ inputs: [x], outputs: [output] });
  const [values] = await compiled.run([Float64Array.of(1, 2, 3)]);
  return [...values];
}

test("one tensor and its reshape share their numbers, each in its shape", async () => {
  const matrix = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
  const turned = tf.reshape(matrix, [3, 2]); // the same data
  const rows = await computed((x) => tf.add(tf.sum(tf.mul(matrix, x), 1), tf.sum(turned, 0)));
  expect(rows).toEqual([14 + 9, 32 + 12]);
});

test("it is read once for all its uses", () => {
  const captured = tf.tensor1d([4, 5, 6]);
  const read = vi.spyOn(tf.engine(), "readSync");
  recorded((x) => tf.add(tf.mul(x, captured), tf.div(captured, x)));
  expect(read).toHaveBeenCalledTimes(1);
});

test.each([
  ["string", () => tf.tensor1d(["a", "b", "c"])],
  ["complex64", () => tf.complex([1, 2, 3], [0, 0, 0])],
])("numbers are real, not %s", (dtype, make) => {
  const captured = make();
  const message = `record: tensors must hold real numbers, got dtype ${dtype}`;
  expect(() => recorded((x) => tf.concat([x, tf.reshape(captured, [3])]))).toThrow(message);
  expect(() => recorded(() => tf.reshape(make(), [3]))).toThrow(/^record: /);
});

test("a kernel without one of its inputs is told by name", () => {
  expect(() => recorded((x) => tf.engine().runKernel("Add", { a: x }))).toThrow(
    "record: kernel Add must have input b, got a",
  );
});

test("nothing works on the recording backend once the program has returned", async () => {
  const { message } = await tf.setBackend("eigenscape-record").then(() => {
    try {
      return { message: tf.scalar(1).toString() };
    } catch (error) {
      return error as Error;
    }
  });
  await tf.setBackend("cpu");
  expect(message).toMatch(/^record: a loss must not go on after it has returned/);
});

test("buffers are counted down as tensors are", () => {
  const before = tf.memory().numDataBuffers;
  recorded((x) => tf.square(tf.add(x, tf.tensor1d([1, 2, 3]))));
  expect(tf.memory().numDataBuffers).toBe(before);
});

test("losses keep away from log 0 by the 1e-7 of the CPU backend", async () => {
  const [t, zero] = [tf.tensor1d([1, 1, 1]), tf.tensor1d([0, 0, 0])];
  // Recorded first: tf.layers asks the backend once and remembers.
  const [loss] = await computed((x) => tf.metrics.binaryCrossentropy(t, tf.mul(x, zero)));
  expect(loss).toBeCloseTo(Math.log(1e7), 4);
  const [expected] = await tf.metrics.binaryCrossentropy(t, zero).data();
  expect(loss).toBeCloseTo(expected, 4);
});

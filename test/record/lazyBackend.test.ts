/** In a process where TensorFlow.js has not computed yet, recording comes first and leaves it as it is. */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { Graph } from "../../src/graph/graph.js";
import { record } from "../../src/record/recorder.js";

test("the backend that would have started is there afterwards", async () => {
  const g = new Graph();
  record(g, [{ node: g.input("x", [2]), dtype: "float32" }], (x) => tf.square(x));
  expect(tf.getBackend()).toBe("cpu");
  expect([...(await tf.square(tf.tensor1d([1, 3])).data())]).toEqual([1, 9]);
});

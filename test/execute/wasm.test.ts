/** The contract through TensorFlow.js's wasm backend, which starts later than it is imported. */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { expect, test } from "vitest";
import { tfjsExecutor } from "../../src/execute/tfjs/tfjs.js";
import { unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";

const g = new Graph();
const x = g.input("x", [2]);
const early = await tfjsExecutor().compile({ inputs: [x], outputs: [unary(g, "exp", x)] });
const preferred = tf.getBackend();

test("the backend that TensorFlow.js prefers is waited for", async () => {
  expect(preferred).toBe("wasm");
  const [[first, second]] = await early.run([Float32Array.of(0, 1)]);
  expect(first).toBe(1);
  expect(second).toBeCloseTo(Math.E, 6);
});

// The cases are made of tensors, which need a current backend.
await tf.setBackend("cpu");
const { describeContract } = await import("../support/contract.js");
describeContract(() => tfjsExecutor({ backend: "wasm" }));

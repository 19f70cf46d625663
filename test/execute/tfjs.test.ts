/** The contract through TensorFlow.js's own operations. */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { tfjsExecutor } from "../../src/execute/tfjs/tfjs.js";
import { unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import { gather } from "../../src/graph/structural.js";
import { describeContract } from "../support/contract.js";
import { buildProgram, programs } from "../support/programs.js";

describeContract(() => tfjsExecutor({ backend: "cpu" }));

test("no tensor is left behind, nor when an operation throws", async () => {
  const { inputs, output, values } = buildProgram(
    programs.find(({ name }) => name === "a layer of a network")!, // in the table
  );
  const compiled = await tfjsExecutor().compile({ inputs, outputs: [output] });
  const before = tf.memory().numTensors;
  await compiled.run(values);
  expect(tf.memory().numTensors).toBe(before);

  const g = new Graph();
  const table = g.input("table", [2, 3]);
  const outputs = [gather(g, unary(g, "exp", table), g.constant([5, 6], [2]))];
  const wrong = await tfjsExecutor().compile({ inputs: [table], outputs });
  await expect(wrong.run([new Float32Array(6)])).rejects.toThrow();
  expect(tf.memory().numTensors).toBe(before);
});

test("the current backend stays current", async () => {
  tf.registerBackend("a-second-cpu", () => tf.findBackend("cpu"));
  tf.copyRegisteredKernels("cpu", "a-second-cpu");
  const { inputs, output, values } = buildProgram(programs[0]);
  const compiled = await tfjsExecutor({ backend: "a-second-cpu" }).compile({
    inputs,
    outputs: [output],
  });
  const running = compiled.run(values);
  expect(tf.getBackend()).toBe("cpu");
  await running;
  expect(tf.getBackend()).toBe("cpu");
});

test("a backend that is not there is named, with a remedy", async () => {
  await expect(
    tfjsExecutor({ backend: "wasm" }).compile({ inputs: [], outputs: [] }),
  ).rejects.toThrow(
    // prettier-ignore
    "executor tfjs: backend must be one of cpu, a-second-cpu, got wasm; " +
      "import its package first (for example @tensorflow/tfjs-backend-wasm)",
  );
});

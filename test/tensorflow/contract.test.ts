/** The contract through the real TensorFlow library, which scripts/setup/tensorflow.mjs builds. */
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadTensorflow } from "../../src/execute/tensorflow/load.js";
import { tensorflowExecutor } from "../../src/execute/tensorflow/tensorflow.js";
import { add, mul, unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import { matmul } from "../../src/graph/contraction.js";
import { expand } from "../../src/graph/structural.js";
import { libraryVersion } from "../../scripts/setup/libtensorflow.mjs";
import { describeContract } from "../support/contract.js";

await tf.setBackend("cpu");
const { binding, packageName } = loadTensorflow(1);
const backendAfterLoading = tf.getBackend();

describe("the library", () => {
  test("is TensorFlow itself, not a fallback", async () => {
    console.log(`${packageName} with libtensorflow ${binding.TF_Version}`);
    expect(binding.TF_Version).toBe(libraryVersion);
    const before = tf.getBackend();
    await tf.setBackend("tensorflow");
    expect(tf.getBackend()).toBe("tensorflow");
    await tf.setBackend(before);
  });

  test("is loaded once, whatever is asked for later", () => {
    expect(loadTensorflow(7).binding).toBe(binding);
    expect(process.env.TF_NUM_INTRAOP_THREADS).toBe("1");
  });

  test("does not become the current backend by being loaded", () => {
    expect(backendAfterLoading).toBe("cpu");
  });
});

describe("linearizations", () => {
  const held = () => binding.getNumOfTensors();
  const single = (...values: number[]) => Float32Array.from(values);

  test("keep one tensor of fixed factors and the inputs that are needed again, until closed", async () => {
    const g = new Graph();
    const [x, y, z] = [g.input("x", [3]), g.input("y", [3]), g.input("z", [1])];
    const t = g.input("t", [3]);
    const [p, q] = [unary(g, "exp", x), unary(g, "exp", y)];
    const outputs = [add(g, mul(g, p, mul(g, q, t)), mul(g, z, t))];
    const compiled = await tensorflowExecutor().compileLinear({ inputs: [x, y, z], tangents: [t], outputs }); // prettier-ignore
    const before = held();
    const point = await compiled.linearize([single(0, 1, 2), single(0, -1, -2), single(5)]);
    expect(point.bytes).toBe(4 * (3 + 1));
    expect(held()).toBe(before + 2);
    const [product] = await point.apply([single(1, 2, 3)]);
    product.forEach((value, i) => expect(value).toBeCloseTo(6 * (i + 1), 5));
    expect(held()).toBe(before + 2);
    point.close();
    point.close(); // once more does no harm
    expect(held()).toBe(before);
    await compiled.close();
  });
});

test("nothing but float32 values that cost more to make than to keep is kept", async () => {
  const g = new Graph();
  const [x, t] = [g.input("x", [1]), g.input("t", [3, 2])];
  const wide = expand(g, unary(g, "exp", x), [4, 3]);
  const outputs = [matmul(g, wide, t), matmul(g, g.constant([1, 2, 3], [1, 3]), t)];
  const compiled = await tensorflowExecutor().compileLinear({ inputs: [x], tangents: [t], outputs }); // prettier-ignore
  const point = await compiled.linearize([Float32Array.of(0)]);
  expect(point.bytes).toBe(4);
  point.close();
  await compiled.close();
});

test("no file is left behind", async () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => /^eigenscape-[^t]/.test(name)).sort(); // prettier-ignore
  const before = folders();
  const g = new Graph();
  const x = g.input("x", [2]);
  const compiled = await tensorflowExecutor().compile({ inputs: [x], outputs: [unary(g, "exp", x)] }); // prettier-ignore
  expect(folders()).toEqual(before);
  await compiled.close();
});

describe("the contract", () => {
  let before: number[];
  const held = () => [binding.getNumOfTensors(), binding.getNumOfSavedModels()];
  beforeAll(() => (before = held()));
  afterAll(() => expect(held(), "tensors and models that were left behind").toEqual(before));

  describeContract(() => tensorflowExecutor());
});

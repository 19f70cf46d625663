/** The contract through the real TensorFlow library, which scripts/setup/tensorflow.mjs builds. */
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadTensorflow } from "../../src/execute/tensorflow/load.js";
import { tensorflowExecutor } from "../../src/execute/tensorflow/tensorflow.js";
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

  test("does not become the current backend by being loaded", () => {
    expect(backendAfterLoading).toBe("cpu");
  });
});

describe("the contract", () => {
  let before: number[];
  const held = () => [binding.getNumOfTensors(), binding.getNumOfSavedModels()];
  beforeAll(() => (before = held()));
  afterAll(() => expect(held(), "tensors and models that were left behind").toEqual(before));

  describeContract(() => tensorflowExecutor());
});

/** Tensors: facts and first values, at once from main memory, and without blocking from elsewhere. */
import "@tensorflow/tfjs-backend-cpu";
import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu/dist/base.js";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, describe, expect, it } from "vitest";
import { tensorText } from "../../../kernel/display/tensor.js";

/** A backend that can only be read in its own time, as a graphics card. */
class FarBackend extends MathBackendCPU {
  override readSync(): never {
    throw new Error("readSync: blocked");
  }

  override async read(dataId: object): Promise<tf.BackendValues> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return super.readSync(dataId);
  }
}

tf.registerBackend("far", () => new FarBackend());
afterEach(() => void tf.setBackend("cpu"));

describe("a tensor shows type, shape, range and values", () => {
  it.each<[string, () => tf.Tensor, string]>([
    ["a scalar", () => tf.scalar(0.1), "Tensor float32 []\n0.1"],
    ["a vector", () => tf.tensor1d([1, 2.5]), "Tensor float32 [2]  min 1, max 2.5, mean 1.75\n[1, 2.5]"],
    [
      "a long vector",
      () => tf.range(0, 100),
      "Tensor float32 [100]  min 0, max 99, mean 49.5\n[0, 1, 2, 3, 4, …, 95, 96, 97, 98, 99]",
    ],
    [
      "a matrix, aligned",
      () => tf.tensor2d([[1, -10], [100, 0]], [2, 2], "int32"),
      "Tensor int32 [2, 2]  min -10, max 100, mean 22.75\n[[  1, -10],\n [100,   0]]",
    ],
    [
      "a large matrix, its middle left out",
      () => tf.reshape(tf.range(0, 80), [8, 10]),
      "Tensor float32 [8, 10]  min 0, max 79, mean 39.5\n" +
        "[[ 0,  1,  2, …,  7,  8,  9],\n [10, 11, 12, …, 17, 18, 19],\n [20, 21, 22, …, 27, 28, 29],\n …,\n" +
        " [50, 51, 52, …, 57, 58, 59],\n [60, 61, 62, …, 67, 68, 69],\n [70, 71, 72, …, 77, 78, 79]]",
    ],
    [
      "more axes",
      () => tf.reshape(tf.range(0, 24), [3, 2, 4]),
      "Tensor float32 [3, 2, 4]  min 0, max 23, mean 11.5\n" +
        "[[[ 0, …,  3],\n  [ 4, …,  7]],\n …,\n [[16, …, 19],\n  [20, …, 23]]]",
    ],
    ["nothing", () => tf.zeros([0, 3]), "Tensor float32 [0, 3]\n[]"],
    ["truth values", () => tf.tensor1d([1, 0], "bool"), "Tensor bool [2]\n[true, false]"],
    ["texts", () => tf.tensor1d(["a", '"']), 'Tensor string [2]\n["a", "\\""]'],
    ["complex numbers", () => tf.complex([1, 2], [3, -4]), "Tensor complex64 [2]\n[1 + 3i, 2 + -4i]"],
    ["missing numbers", () => tf.tensor1d([NaN, 1]), "Tensor float32 [2]  min 1, max 1, mean 1, 1 NaN\n[NaN, 1]"],
    [
      "a variable",
      () => tf.variable(tf.ones([1]), false, "w/kernel"),
      "Variable w/kernel float32 [1], not trainable\n[1]",
    ],
  ])("%s", (_name, make, expected) => {
    expect(tensorText(make())).toBe(expected);
  }); // prettier-ignore

  it("that was disposed says so", () => {
    const tensor = tf.zeros([2]);
    tensor.dispose();
    expect(tensorText(tensor)).toBe("Tensor float32 [2]  disposed");
  });
});

it("values far away are waited for, not blocked for", async () => {
  await tf.setBackend("far");
  const made = tensorText(tf.tensor1d([1, 2]));
  expect(made).toBeInstanceOf(Promise);
  expect(await made).toBe("Tensor float32 [2]  min 1, max 2, mean 1.5\n[1, 2]");
});

it("values that cannot be read are told with the reason", async () => {
  const tensor = tf.zeros([2]);
  // eslint-disable-next-line no-restricted-properties -- replaced, not called
  tensor.dataSync = () => {
    throw new Error("recorded");
  };
  expect(tensorText(tensor)).toBe("Tensor float32 [2]  values cannot be read: recorded");
  await tf.setBackend("far");
  const far = tf.zeros([2]);
  far.data = () => Promise.reject(new Error("lost"));
  expect(await tensorText(far)).toBe("Tensor float32 [2]  values cannot be read: lost");
});

it("what only looks like a tensor is none", () => {
  for (const value of [
    1,
    null,
    { shape: [1], dtype: "float32" },
    [],
    { dataSync: 1, isDisposed: 0 },
  ])
    expect(tensorText(value)).toBeUndefined();
});

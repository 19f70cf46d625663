/**
 * The three networks that every figure is about. Sizes, initial scales and layers are those of the
 * first measurements, so that new figures can be held against old ones:
 *
 *   MLP       784-256-128-10, ReLU                                     235,146 parameters
 *   LeNet     two 5×5 convolutions, tanh, average pools, three dense, no biases    44,190
 *   ConvNet6  three times two 3×3 convolutions, ReLU, strides 1 2 2, mean, no biases  72,880
 */
import * as tf from "@tensorflow/tfjs";
import { random } from "../src/core/random.js";
import type { ArrayTensor } from "../src/record/tensorValues.js";

export const netNames = ["MLP", "LeNet", "ConvNet6"] as const;
export type NetName = (typeof netNames)[number];

type Tensors = Readonly<Record<string, tf.Tensor>>;
type Logits = (parameters: Tensors, inputs: tf.Tensor) => tf.Tensor;

interface Recipe {
  readonly batch: number;
  readonly image: readonly number[];
  /** Shape and standard deviation of the starting values. */
  readonly parameters: Readonly<Record<string, readonly [shape: readonly number[], scale: number]>>;
  readonly outputs: Logits;
}

export interface Net {
  readonly name: NetName | "tanh MLP";
  readonly batch: number;
  readonly parameters: Readonly<Record<string, ArrayTensor>>;
  readonly outputs: Logits;
  /** Inputs and class numbers, as many rows as asked for. */
  readonly data: { readonly inputs: ArrayTensor; readonly targets: ArrayTensor };
}

const relu = (x: tf.Tensor): tf.Tensor => tf.relu(x);
const convolve = (x: tf.Tensor, w: tf.Tensor, stride: number, pad: "same" | "valid") =>
  tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad);

const mlp: Recipe = {
  batch: 128,
  image: [784],
  parameters: {
    w1: [[784, 256], 0.05],
    b1: [[256], 0.05],
    w2: [[256, 128], 0.08],
    b2: [[128], 0.05],
    w3: [[128, 10], 0.1],
    b3: [[10], 0.05],
  },
  outputs(p, x) {
    const first = relu(tf.add(tf.matMul(x, p.w1), p.b1));
    const second = relu(tf.add(tf.matMul(first, p.w2), p.b2));
    return tf.add(tf.matMul(second, p.w3), p.b3);
  },
};

const lenet: Recipe = {
  batch: 128,
  image: [28, 28, 1],
  parameters: {
    conv1: [[5, 5, 1, 6], 0.2],
    conv2: [[5, 5, 6, 16], 0.1],
    dense1: [[256, 120], 0.1],
    dense2: [[120, 84], 0.1],
    dense3: [[84, 10], 0.1],
  },
  outputs(p, x) {
    const layer = (h: tf.Tensor, w: tf.Tensor): tf.Tensor =>
      tf.avgPool(tf.tanh(convolve(h, w, 1, "valid")), 2, 2, "valid");
    const features = layer(layer(x, p.conv1), p.conv2);
    const flat = tf.reshape(features, [x.shape[0], 256]);
    const hidden = tf.tanh(tf.matMul(tf.tanh(tf.matMul(flat, p.dense1)), p.dense2));
    return tf.matMul(hidden, p.dense3);
  },
};

const convNet6: Recipe = {
  batch: 64,
  image: [32, 32, 3],
  parameters: {
    conv1a: [[3, 3, 3, 16], 0.1],
    conv1b: [[3, 3, 16, 16], 0.1],
    conv2a: [[3, 3, 16, 32], 0.1],
    conv2b: [[3, 3, 32, 32], 0.1],
    conv3a: [[3, 3, 32, 64], 0.1],
    conv3b: [[3, 3, 64, 64], 0.1],
    dense: [[64, 10], 0.1],
  },
  outputs(p, x) {
    const stage = (h: tf.Tensor, name: string, stride: number): tf.Tensor => {
      const down = relu(convolve(h, p[`${name}a`], stride, "same"));
      return relu(convolve(down, p[`${name}b`], 1, "same"));
    };
    const features = stage(stage(stage(x, "conv1", 1), "conv2", 2), "conv3", 2);
    return tf.matMul(tf.mean(features, [1, 2]), p.dense);
  },
};

const recipes: Readonly<Record<NetName, Recipe>> = { MLP: mlp, LeNet: lenet, ConvNet6: convNet6 };

/** @param rows Number of samples; the net's own batch by default. */
export function net(name: NetName, rows = recipes[name].batch): Net {
  const { batch, image, parameters, outputs } = recipes[name];
  const values = Object.entries(parameters).map(([key, [shape, scale]]) => [
    key,
    { values: normal(`${name} ${key}`, shape, scale), shape },
  ]);
  const labels = random(0, `${name} targets`);
  const inputs = [rows, ...image];
  return {
    name,
    batch,
    parameters: Object.fromEntries(values) as Record<string, ArrayTensor>,
    outputs,
    data: {
      inputs: { values: normal(`${name} inputs`, inputs, 1), shape: inputs },
      targets: {
        values: Int32Array.from({ length: rows }, () => labels.integer(10)),
        shape: [rows],
      },
    },
  };
}

/** Normal numbers as float32, so that every framework starts from the same bits. */
export function normal(stream: string, shape: readonly number[], scale: number): Float32Array {
  const numbers = random(0, stream);
  const size = shape.reduce((a, b) => a * b, 1);
  return Float32Array.from({ length: size }, () => scale * numbers.normal());
}

/**
 * Small networks with their objectives: all operations of an MLP and a LeNet, few parameters, so
 * that dense Hessians are at hand.
 */
import * as tf from "@tensorflow/tfjs";
import { objective, type Objective } from "../../src/objective/objective.js";
import type { Precision } from "../../src/execute/executor.js";
import { mlp } from "../../src/models/mlp.js";
import type { Activation, Model } from "../../src/models/model.js";
import { normalVector } from "./matrices.js";

export const rows = 12;

/** LeNet's kinds of layers on 8×8 images: 2 and 3 filters, 4 classes; 2·10 + 3·19 + … parameters. */
function tinyLenet(activation: Activation, pooling: "average" | "max"): Model {
  const shapes: Record<string, number[]> = {
    "conv1/kernel": [3, 3, 1, 2],
    "conv1/bias": [2],
    "conv2/kernel": [3, 3, 2, 3],
    "conv2/bias": [3],
    "dense/kernel": [3, 4],
    "dense/bias": [4],
  };
  const parameters = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return [name, { values: normalVector(size, 5, name).map((x) => 0.4 * x), shape }];
    }),
  );
  const pool = pooling === "max" ? tf.maxPool : tf.avgPool;
  return {
    parameters,
    outputs(p, inputs) {
      const layer = (x: tf.Tensor, name: string, pad: "same" | "valid"): tf.Tensor => {
        const z = tf.conv2d(x as tf.Tensor4D, p[`${name}/kernel`] as tf.Tensor4D, 1, pad);
        return pool(tf[activation]<tf.Tensor4D>(tf.add(z, p[`${name}/bias`])), 2, 2, "valid");
      };
      const features = layer(layer(inputs, "conv1", "same"), "conv2", "valid");
      const flat = tf.reshape(features, [inputs.shape[0], -1]);
      return tf.add(tf.matMul(flat, p["dense/kernel"]), p["dense/bias"]);
    },
  };
}

export interface Network {
  readonly name: string;
  readonly model: Model;
  readonly inputShape: readonly number[];
  readonly classes: number;
}

export const networks: readonly Network[] = [
  ...(["tanh", "relu"] as const).map((activation) => ({
    name: `MLP ${activation}`,
    model: mlp({ sizes: [5, 4, 3], activation, seed: 3 }),
    inputShape: [rows, 5],
    classes: 3,
  })),
  ...(["average", "max"] as const).flatMap((pooling) =>
    (["tanh", "relu"] as const).map((activation) => ({
      name: `LeNet ${activation} ${pooling}`,
      model: tinyLenet(activation, pooling),
      inputShape: [rows, 8, 8, 1],
      classes: 4,
    })),
  ),
];

export function dataOf({ inputShape, classes }: Network) {
  const size = inputShape.reduce((a, b) => a * b, 1);
  return {
    inputs: { values: normalVector(size, 8, "inputs"), shape: inputShape },
    targets: {
      values: Int32Array.from({ length: rows }, (_, i) => (i * 7) % classes),
      shape: [rows],
    },
  };
}

export function objectiveOf(
  network: Network,
  precision: Precision,
  batchSize: number | readonly number[] = rows,
): Objective {
  return objective({
    ...network.model,
    loss: "softmaxCrossEntropy",
    data: dataOf(network),
    precision,
    batchSize,
  });
}

/** Starting values with biases that are not zero: a generic point. */
export function genericPoint(f: Objective): Float64Array {
  return f.start.map((x, i) => x + 0.1 * Math.sin(3 * i + 1));
}

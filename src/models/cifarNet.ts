/**
 * The convolutional net of ProxSGD's experiments on CIFAR-10: pairs of 3×3 convolutions with 32, 64 and 128 filters and
 * exponential linear units, each pair followed by a 2×2 max pool, then one dense layer.
 *
 * Without the batch normalisation and the dropout of the original: outputs are a function of parameters and inputs alone.
 * Yang et al. (2020), openreview HygpthEtvr, section 4.1.
 */
import * as tf from "@tensorflow/tfjs";
import type { ArrayTensor } from "../record/tensorValues.js";
import { weight, zeros } from "./initialize.js";
import type { Model } from "./model.js";

export interface CifarNetOptions {
  readonly seed?: number;
}

const filters = [32, 32, 64, 64, 128, 128] as const;

const shapes: readonly (readonly [string, readonly number[]])[] = [
  ...filters.map((count, i) => [`conv${i + 1}`, [3, 3, filters[i - 1] ?? 3, count]] as const),
  ["dense", [4 * 4 * 128, 10]],
];

/** Inputs [N, 32, 32, 3], outputs [N, 10] logits; 307,498 parameters. */
export function cifarNet({ seed = 0 }: CifarNetOptions = {}): Model {
  const entries = shapes.flatMap(([name, shape]): [string, ArrayTensor][] => [
    [`${name}/kernel`, weight(name, shape, "relu", seed)],
    [`${name}/bias`, zeros([shape[shape.length - 1]])],
  ]);
  return {
    parameters: Object.fromEntries(entries),
    outputs(p, inputs) {
      let x = inputs as tf.Tensor4D;
      filters.forEach((_, i) => {
        const kernel = p[`conv${i + 1}/kernel`] as tf.Tensor4D;
        x = tf.elu(tf.add(tf.conv2d(x, kernel, 1, "same"), p[`conv${i + 1}/bias`]));
        if (i % 2 === 1) x = tf.maxPool(x, 2, 2, "valid");
      });
      const flat = tf.reshape(x, [inputs.shape[0], -1]);
      return tf.add(tf.matMul(flat, p["dense/kernel"]), p["dense/bias"]);
    },
  };
}

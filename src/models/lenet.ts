/**
 * LeNet-5 as it is used today: two 5×5 convolutions with 6 and 16 filters, each followed by a 2×2
 * pool, and dense layers of 120, 84 and 10 units. On 28×28 images the first convolution is padded,
 * which gives the 61,706 parameters of the 32×32 original.
 * LeCun, Bottou, Bengio and Haffner (1998), doi:10.1109/5.726791.
 */
import * as tf from "@tensorflow/tfjs";
import { checkChoice } from "../core/check.js";
import type { ArrayTensor } from "../record/tensorValues.js";
import { weight, zeros } from "./initialize.js";
import type { Activation, Model } from "./model.js";

export interface LenetOptions {
  readonly activation?: Activation;
  readonly pooling?: "average" | "max";
  readonly seed?: number;
}

const shapes = {
  conv1: [5, 5, 1, 6],
  conv2: [5, 5, 6, 16],
  dense1: [400, 120],
  dense2: [120, 84],
  dense3: [84, 10],
} as const;

/** Inputs [N, 28, 28, 1], outputs [N, 10] logits. */
export function lenet({
  activation = "tanh",
  pooling = "average",
  seed = 0,
}: LenetOptions = {}): Model {
  checkChoice("lenet", "activation", activation, ["relu", "tanh", "sigmoid"] as const);
  checkChoice("lenet", "pooling", pooling, ["average", "max"] as const);
  const pool = pooling === "max" ? tf.maxPool : tf.avgPool;
  const entries = Object.entries(shapes).flatMap(([name, shape]): [string, ArrayTensor][] => [
    [`${name}/kernel`, weight(name, shape, activation, seed)],
    [`${name}/bias`, zeros([shape[shape.length - 1]])],
  ]);
  return {
    parameters: Object.fromEntries(entries),
    outputs(p, inputs) {
      const convolve = (x: tf.Tensor, name: string, pad: "same" | "valid"): tf.Tensor => {
        const z = tf.conv2d(x as tf.Tensor4D, p[`${name}/kernel`] as tf.Tensor4D, 1, pad);
        return pool(tf[activation](tf.add(z, p[`${name}/bias`])), 2, 2, "valid");
      };
      const dense = (x: tf.Tensor, name: string): tf.Tensor =>
        tf.add(tf.matMul(x, p[`${name}/kernel`]), p[`${name}/bias`]);
      const features = convolve(convolve(inputs, "conv1", "same"), "conv2", "valid");
      const flat = tf.reshape(features, [inputs.shape[0], 400]);
      const hidden = tf[activation](dense(tf[activation](dense(flat, "dense1")), "dense2"));
      return dense(hidden, "dense3");
    },
  };
}

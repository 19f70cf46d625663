/**
 * The multilayer perceptron: z = W·a(… a(W₁ᵀx + b₁) …) + b. Inputs of any shape are flattened.
 */
import * as tf from "@tensorflow/tfjs";
import { checkInteger } from "../core/check.js";
import type { ArrayTensor } from "../record/tensorValues.js";
import { weight, zeros } from "./initialize.js";
import type { Activation, Model } from "./model.js";

export interface MlpOptions {
  /** Sizes from inputs to outputs, such as [784, 64, 10]. */
  readonly sizes: readonly number[];
  readonly activation?: Activation;
  readonly seed?: number;
}

/** Parameters dense1/kernel [in, out], dense1/bias [out], … as tf.layers names and shapes them. */
export function mlp({ sizes, activation = "tanh", seed = 0 }: MlpOptions): Model {
  if (sizes.length < 2) {
    throw new RangeError(`mlp: sizes must hold inputs and outputs, got [${sizes.join()}]`);
  }
  sizes.forEach((size) => checkInteger("mlp", "size", size, 1));
  const layers = sizes.slice(1).map((out, i) => ({ name: `dense${i + 1}`, in: sizes[i], out }));
  const entries = layers.flatMap((layer): [string, ArrayTensor][] => [
    [`${layer.name}/kernel`, weight(layer.name, [layer.in, layer.out], activation, seed)],
    [`${layer.name}/bias`, zeros([layer.out])],
  ]);
  return {
    parameters: Object.fromEntries(entries),
    outputs(p, inputs) {
      let x = tf.reshape(inputs, [inputs.shape[0], -1]);
      layers.forEach(({ name }, i) => {
        const z = tf.add(tf.matMul(x, p[`${name}/kernel`]), p[`${name}/bias`]);
        x = i === layers.length - 1 ? z : tf[activation](z);
      });
      return x;
    },
  };
}

/**
 * A network as data and one pure function: starting values by name, and outputs of parameters and
 * inputs. It holds no tensors; `objective({ ...network, loss, data })` takes it as it is.
 */
import type * as tf from "@tensorflow/tfjs";
import type { ArrayTensor } from "../record/tensorValues.js";

export type Activation = "relu" | "tanh" | "sigmoid";

export interface Model {
  readonly parameters: Readonly<Record<string, ArrayTensor>>;
  readonly outputs: (
    parameters: Readonly<Record<string, tf.Tensor>>,
    inputs: tf.Tensor,
  ) => tf.Tensor;
}

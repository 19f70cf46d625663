/**
 * tf.layers models as named parameters and a function of them.
 *
 * A layer reads its weights from variables. While the model runs here, each trainable variable
 * points to the tensor that stands for its parameter, and afterwards back to its own values: the
 * model is untouched, bit for bit.
 */
import type * as tf from "@tensorflow/tfjs";
import { tellingLayer } from "./place.js";
import { recording } from "./recorder.js";
import { tensorValues, type ArrayTensor } from "./tensorValues.js";

export interface LayersModelOptions {
  /**
   * false (default): layers behave as in prediction; batch normalisation uses its moving
   * statistics. true: as in training; batch normalisation uses the batch's own mean and variance,
   * so the loss is no longer a mean over samples, and the moving statistics are not updated.
   */
  readonly training?: boolean;
}

export interface LayersFunction {
  /** Trainable weights by the names tf.layers gives them; values copied now. */
  readonly parameters: Readonly<Record<string, ArrayTensor>>;
  /** Names of the layers of batch normalisation. */
  readonly normalized: readonly string[];
  /** Inputs: one tensor, or a record by the names of the model's inputs. */
  readonly outputs: (
    parameters: Readonly<Record<string, tf.Tensor>>,
    inputs: tf.Tensor | Readonly<Record<string, tf.Tensor>>,
  ) => tf.Tensor;
}

export function layersModel(
  model: tf.LayersModel,
  { training = false }: LayersModelOptions = {},
): LayersFunction {
  const weights = model.trainableWeights.map((w) => ({ name: w.name, variable: variable(w) }));
  if (weights.length === 0) {
    throw new RangeError(`layersModel: the model must have trainable weights, got none`);
  }
  if (model.stateful) {
    throw new RangeError(
      `layersModel: layers must not carry state from batch to batch, got a stateful model`,
    );
  }
  const all = [...new Set(model.weights.map(variable))];
  const parameters = weights.map(({ name, variable: v }): [string, ArrayTensor] => {
    const { values, shape } = tensorValues("layersModel", name, v);
    return [name, { values: Float64Array.from(values), shape }];
  });
  return {
    parameters: Object.fromEntries(parameters),
    normalized: model.layers.flatMap(layersOf).flatMap(nameOfBatchNorm),
    outputs(tensors, inputs) {
      const borrowed = weights.map(({ name, variable: v }) => ({
        v,
        dataId: tensors[name].dataId,
      }));
      recording()?.holdFixed(all); // what is not a parameter is frozen by its layer
      return withBorrowed(borrowed, all, () => {
        const result = applied(model, inputsOf(model, inputs), training);
        if (Array.isArray(result)) {
          throw new RangeError(`layersModel: the model must have one output, got ${result.length}`);
        }
        return result as tf.Tensor; // symbolic only for symbolic inputs
      });
    },
  };
}

/** The model's answer; an error on the way tells the layer. */
function applied(model: tf.LayersModel, inputs: tf.Tensor | tf.Tensor[], training: boolean) {
  const layers = [...new Set(model.layers.flatMap(layersOf))];
  const restore = layers.map((layer) => restoring(layer, "call"));
  for (const layer of layers) {
    const call = layer.call.bind(layer);
    layer.call = (...args) => tellingLayer(layer.name, () => call(...args));
  }
  try {
    return model.apply(inputs, { training });
  } finally {
    restore.forEach((back) => back());
  }
}

/** @returns Puts a method back as it is now: the class's, or the object's own (an arrow). */
function restoring(owner: object, name: string): () => boolean {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  return () =>
    own ? Reflect.defineProperty(owner, name, own) : Reflect.deleteProperty(owner, name);
}

/** A layer, or the layers of a model that is used as one. */
function layersOf(layer: tf.layers.Layer): tf.layers.Layer[] {
  return "layers" in layer ? (layer as tf.LayersModel).layers.flatMap(layersOf) : [layer];
}

const nameOfBatchNorm = (layer: tf.layers.Layer): string[] =>
  layer.getClassName() === "BatchNormalization" ? [layer.name] : [];

/** Runs `body` while variables hold other data, and while none of them can be overwritten. */
function withBorrowed<T>(
  borrowed: readonly { readonly v: tf.Variable; readonly dataId: object }[],
  all: readonly tf.Variable[],
  body: () => T,
): T {
  const own = borrowed.map(({ v }) => v.dataId);
  const restore = all.map((v) => restoring(v, "assign"));
  for (const { v, dataId } of borrowed) v.dataId = dataId;
  // Batch normalisation in training assigns its moving statistics: not while we only look.
  for (const v of all) v.assign = () => undefined;
  try {
    return body();
  } finally {
    borrowed.forEach(({ v }, i) => (v.dataId = own[i]));
    restore.forEach((back) => back());
  }
}

function inputsOf(
  model: tf.LayersModel,
  inputs: tf.Tensor | Readonly<Record<string, tf.Tensor>>,
): tf.Tensor | tf.Tensor[] {
  if ("dataId" in inputs) return inputs as tf.Tensor;
  return model.inputNames.map((name) => {
    if (name in inputs) return inputs[name];
    const got = Object.keys(inputs).join(", ");
    throw new RangeError(`layersModel: inputs must hold ${name}, got ${got}`);
  });
}

/** What a weight of tf.layers reads from is a variable, though its type says tensor. */
function variable(weight: { read(): tf.Tensor }): tf.Variable {
  return weight.read() as tf.Variable;
}

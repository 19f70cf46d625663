/** tf.layers models with weights and inputs that are the same every time. */
import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../src/graph/shape.js";
import { normalVector } from "./matrices.js";

/** tf.layers draws starting weights without a seed; a test needs the same ones every time. */
export function seeded(model: tf.LayersModel): tf.LayersModel {
  const weights = model.weights.map(({ name, shape }, i) => {
    const values = normalVector(sizeOf(shape as number[]), i + 1).map((x) => 0.4 * x);
    const positive = name.includes("variance") ? values.map((x) => 1 + Math.abs(x)) : values;
    return tf.tensor(Float32Array.from(positive), shape as number[]);
  });
  model.setWeights(weights);
  return model;
}

/** Five rows of normal numbers, or of tokens below 10. */
export function inputsFor(shape: readonly number[], tokens = false, seed = 3) {
  const size = 5 * sizeOf(shape);
  const values = tokens
    ? Int32Array.from({ length: size }, (_, i) => (7 * i) % 10)
    : Float32Array.from(normalVector(size, seed));
  return { values, shape: [5, ...shape] };
}

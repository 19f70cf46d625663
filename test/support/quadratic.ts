/** The loss c + bᵀx + ½ xᵀA x in float64, of which everything is known. */
import * as tf from "@tensorflow/tfjs";
import { objective } from "../../src/objective/objective.js";
import { dot } from "../../src/core/vector.js";
import { normalVector, symmetricFromEigenvalues } from "./matrices.js";

export function quadratic(eigenvalues: readonly number[], seed = 1, c = 2) {
  const n = eigenvalues.length;
  const A = symmetricFromEigenvalues(eigenvalues, seed);
  const b = normalVector(n, seed, "linear term");
  const f = objective({
    parameters: { x: { values: normalVector(n, seed, "start"), shape: [n, 1] } },
    // As data, since constants of TensorFlow.js are float32.
    data: {
      A: { values: A, shape: [1, n, n] },
      b: { values: b, shape: [1, n] },
      c: { values: [c], shape: [1] },
    },
    loss: ({ x }, data) => {
      const square = tf.sum(tf.mul(x, tf.matMul(tf.reshape(data.A, [n, n]), x)));
      const rest = tf.add(tf.sum(tf.mul(tf.transpose(data.b), x)), tf.sum(data.c));
      return tf.add(tf.mul(0.5, square), rest);
    },
    precision: "float64",
  });
  const times = (v: Float64Array): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => dot(A.subarray(i * n, (i + 1) * n), v));
  const value = (x: Float64Array): number => c + dot(b, x) + 0.5 * dot(x, times(x));
  return { f, A, b, times, value };
}

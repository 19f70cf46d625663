/**
 * Least squares on N Gaussian inputs of dimension d, f(w) = ½ · mean (x·w)²: the Hessian XᵀX/N is a sample
 * covariance matrix. At population covariance I its largest eigenvalue is μ + σ·(a number by Tracy and Widom),
 *
 *   μ = (√(N−1) + √d)² / N,    σ = (√(N−1) + √d)(1/√(N−1) + 1/√d)^(1/3) / N,
 *
 * whose law has mean −1.2065 and deviation 1.268. Johnstone (2001), doi:10.1214/aos/1009210544.
 */
import * as tf from "@tensorflow/tfjs";
import { toSingle } from "../core/vector.js";
import { objective, type Objective } from "../objective/objective.js";
import type { Place } from "./closedForm.js";
import { normalVector } from "./normalVector.js";

export const design = { samples: 800, dimension: 200, ratio: 200 / 800 } as const;

/** A unit vector, the direction of the spike. */
export const direction = new Float64Array(design.dimension).fill(1 / Math.sqrt(design.dimension));

/** @param spike Population variance along `direction`; 1 elsewhere. */
export function gaussianDesign(spike: number, place: Place): Objective {
  const { samples, dimension } = design;
  const inputs = normalVector(samples * dimension, "Gaussian design");
  for (let n = 0; n < samples; n++) {
    const x = inputs.subarray(n * dimension, (n + 1) * dimension);
    const along = x.reduce((sum, xi, i) => sum + xi * direction[i], 0);
    x.forEach((xi, i) => (x[i] = xi + (Math.sqrt(spike) - 1) * along * direction[i]));
  }
  return objective({
    parameters: { w: { values: new Float64Array(dimension), shape: [dimension, 1] } },
    loss: (p, x: tf.Tensor) => tf.mul(0.5, tf.mean(tf.square(tf.matMul(x, p.w)))),
    data: { values: toSingle(inputs), shape: [samples, dimension] },
    batchSize: samples,
    ...place,
  });
}

/** Mean and deviation of the largest eigenvalue where there is no outlier. */
export function upperEdge(): { readonly mean: number; readonly deviation: number } {
  const [rows, columns] = [Math.sqrt(design.samples - 1), Math.sqrt(design.dimension)];
  const sum = rows + columns;
  const center = sum ** 2 / design.samples;
  const scale = (sum * Math.cbrt(1 / rows + 1 / columns)) / design.samples;
  return { mean: center - 1.2065 * scale, deviation: 1.268 * scale };
}

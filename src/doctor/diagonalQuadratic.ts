/**
 * f(w) = (1/2K) Σₖ Σᵢ dₖᵢ wᵢ²: its Hessian is the mean of the diagonals dₖ, and with `rows` one of them.
 */
import * as tf from "@tensorflow/tfjs";
import { objective, type Objective } from "../objective/objective.js";
import type { Place } from "./closedForm.js";

export function diagonalQuadratic(
  diagonals: readonly (readonly number[])[],
  place: Place,
): Objective {
  const n = diagonals[0].length;
  return objective({
    parameters: { w: { values: new Float64Array(n), shape: [n] } },
    loss: (p, d: tf.Tensor) => tf.mul(0.5, tf.mean(tf.sum(tf.mul(d, tf.square(p.w)), 1))),
    data: { values: diagonals.flat(), shape: [diagonals.length, n] },
    ...place,
  });
}

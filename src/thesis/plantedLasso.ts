/**
 * A lasso whose solution is known, because the data are made for it:
 *
 *   min_x  (1/N) ‖A x − b‖² + μ ‖x‖₁.
 *
 * x* is chosen, and s ∈ ∂‖x*‖₁ with |sⱼ| < 1 where x*ⱼ = 0; b = A x* + e with normal errors e. Then each column of A is moved along e, so
 * that Aᵀe = (N μ/2) s: these are the conditions that make x* the solution, the only one for N > P. The errors remain in the gradients
 * of single rows, so batches are noisy at the solution, too.
 */
import * as tf from "@tensorflow/tfjs";
import { checkInteger, checkPositive } from "../core/check.js";
import { random } from "../core/random.js";
import { dot } from "../core/vector.js";
import { objective, type Objective } from "../objective/objective.js";

export interface LassoSettings {
  /** N. */
  readonly samples: number;
  /** P < N. */
  readonly size: number;
  /** Coordinates that are not zero in the solution. */
  readonly support: number;
  /** μ. */
  readonly mu: number;
  /** Standard deviation of the errors. */
  readonly noise: number;
  readonly seed: number;
}

export interface PlantedLasso {
  /** (1/N) ‖A x − b‖², in float64; μ ‖x‖₁ is the caller's. Starts at 0. */
  readonly f: Objective;
  readonly solution: Float64Array;
}

export function plantedLasso(settings: LassoSettings): PlantedLasso {
  const { samples, size, support, mu, noise, seed } = settings;
  checkInteger("plantedLasso", "support", support, 1, size);
  checkInteger("plantedLasso", "samples", samples, size + 1);
  checkPositive("plantedLasso", "noise", noise);
  checkPositive("plantedLasso", "mu", mu);
  const stream = random(seed, "lasso");
  const errors = Float64Array.from({ length: samples }, () => noise * stream.normal());
  const places = new Set(stream.permutation(size).subarray(0, support));
  const solution = Float64Array.from({ length: size }, (_, j) =>
    places.has(j) ? stream.sign() * (0.5 + stream.uniform()) : 0,
  );
  const columns = Array.from(solution, (x) => {
    const slope = x === 0 ? 1.8 * stream.uniform() - 0.9 : Math.sign(x);
    const column = Float64Array.from(errors, () => stream.normal());
    const excess = (dot(column, errors) - (samples * mu * slope) / 2) / dot(errors, errors);
    return column.map((entry, i) => entry - excess * errors[i]);
  });
  return { f: leastSquares(columns, errors, solution), solution };
}

function leastSquares(
  columns: readonly Float64Array[],
  errors: Float64Array,
  solution: Float64Array,
): Objective {
  const [samples, size] = [errors.length, columns.length];
  const inputs = Float64Array.from({ length: samples * size }, (_, at) => {
    return columns[at % size][Math.floor(at / size)];
  });
  const targets = errors.map((error, i) =>
    columns.reduce((sum, column, j) => sum + column[i] * solution[j], error),
  );
  return objective({
    parameters: { x: { values: new Float64Array(size), shape: [size, 1] } },
    outputs: ({ x }, rows: tf.Tensor) => tf.matMul(rows as tf.Tensor2D, x as tf.Tensor2D),
    loss: "meanSquaredError",
    data: {
      inputs: { values: inputs, shape: [samples, size] },
      targets: { values: targets, shape: [samples, 1] },
    },
    precision: "float64",
  });
}

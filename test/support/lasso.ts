/**
 * A lasso whose solution is chosen: min ‖Xw − b‖² / m + μ Σ |wᵢ| in float64. With X = U diag(σ) Vᵀ square and
 * b = X w* + (μ m / 2) U diag(1/σ) Vᵀ s the gradient at w* is −μ s; s = sign(w*) on the support and |sᵢ| < 1 off it.
 */
import * as tf from "@tensorflow/tfjs";
import { random } from "../../src/core/random.js";
import { dot } from "../../src/core/vector.js";
import { objective } from "../../src/objective/objective.js";
import { orthonormal } from "./matrices.js";

export function lasso({ n = 30, mu = 0.05, zeros = 0.6, least = 0.05, seed = 1 } = {}) {
  const stream = random(seed, "lasso");
  const solution = Float64Array.from({ length: n }, (_, i) =>
    i < zeros * n ? 0 : (0.5 + stream.uniform()) * (i % 2 ? 1 : -1),
  );
  const slope = solution.map((w) => (w === 0 ? 1.8 * (stream.uniform() - 0.5) : Math.sign(w)));
  const [u, v] = [orthonormal(n, seed), orthonormal(n, seed + 100)];
  const sigma = u.map((_, k) => least ** (k / (n - 1)));
  const combined = (coefficients: readonly number[], i: number): number =>
    coefficients.reduce((sum, c, k) => sum + c * u[k][i], 0);
  const X = Float64Array.from({ length: n * n }, (_, ij) =>
    combined(
      sigma.map((s, k) => s * v[k][ij % n]),
      Math.floor(ij / n),
    ),
  );
  const shift = sigma.map((s, k) => ((mu * n) / 2) * (dot(v[k], slope) / s));
  const b = Float64Array.from(
    { length: n },
    (_, i) => dot(X.subarray(i * n, i * n + n), solution) + combined(shift, i),
  );
  const f = objective({
    parameters: { w: { values: new Float64Array(n), shape: [n, 1] } },
    outputs: (p, x) => tf.reshape(tf.matMul(x, p.w), [-1]),
    loss: "meanSquaredError",
    data: { inputs: { values: X, shape: [n, n] }, targets: { values: b, shape: [n] } },
    precision: "float64",
    batchSize: n,
  });
  return { f, mu, solution };
}

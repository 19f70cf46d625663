/**
 * A deep linear network z = x·A₁·A₂·A₃ with whitened inputs at a global minimum, where H = 2/(N·C) JᵀJ.
 * With balanced layers of singular values t, in bases that cancel from layer to layer, the eigenvalues of
 *
 *   JJᵀ E = Σ_l (A₁…A_{l−1})(A₁…A_{l−1})ᵀ E (A_{l+1}…A_L)ᵀ(A_{l+1}…A_L)
 *
 * are Σ_l tᵢ^{2(l−1)} tⱼ^{2(L−l)} for i, j = 1 … n, and the other (L − 1)n² eigenvalues of H are 0. The bases
 * are Hadamard matrices over 2: all numbers are sums of few powers of two, exact in float32.
 */
import { Matrix } from "ml-matrix";
import * as tf from "@tensorflow/tfjs";
import { objective } from "../../objective/objective.js";
import type { ClosedForm } from "../closedForm.js";
import { eigenvalueError, hessianColumns } from "../denseProducts.js";

const t = [0.5, 1, 1.5, 2];
const [n, L] = [t.length, 3];

const hadamard = new Matrix([
  [1, 1, 1, 1],
  [1, -1, 1, -1],
  [1, 1, -1, -1],
  [1, -1, -1, 1],
]).mul(0.5);
const mirrored = hadamard.mmul(Matrix.diag([1, -1, 1, 1]));
const between = (left: Matrix, right: Matrix): Matrix =>
  left.mmul(Matrix.diag(t)).mmul(right.transpose());
const layers = [between(hadamard, mirrored), between(mirrored, hadamard), between(hadamard, mirrored)]; // prettier-ignore
const target = layers.reduce((product, layer) => product.mmul(layer));

export const deepLinear: ClosedForm = {
  name: "deep linear network",
  objective: (place) =>
    objective({
      parameters: { A1: tensor(layers[0]), A2: tensor(layers[1]), A3: tensor(layers[2]) },
      outputs: (p, x: tf.Tensor) => tf.matMul(tf.matMul(tf.matMul(x, p.A1), p.A2), p.A3),
      loss: "meanSquaredError",
      data: { inputs: tensor(Matrix.eye(n)), targets: tensor(target) },
      batchSize: n - 1,
      ...place,
    }),
  async measure(f) {
    const values = t.flatMap((ti) => t.map((tj) => (2 / (n * n)) * sumOverLayers(ti, tj)));
    const zeros = Array.from({ length: (L - 1) * n * n }, () => 0);
    const error = eigenvalueError(await hessianColumns(f), [...values, ...zeros]);
    return [{ what: "eigenvalues", error, tolerance: f.relativeError }];
  },
};

function sumOverLayers(ti: number, tj: number): number {
  let sum = 0;
  for (let l = 1; l <= L; l++) sum += ti ** (2 * (l - 1)) * tj ** (2 * (L - l));
  return sum;
}

const tensor = (matrix: Matrix) => ({ values: matrix.to1DArray(), shape: [n, n] });

/**
 * Regression with outputs z = x·W: the Hessian and the gradient are
 *
 *   ∂²f/∂W_ic ∂W_jd = (1/N) Σₙ xₙᵢ xₙⱼ Sₙ,cd,     ∂f/∂W_ic = (1/N) Σₙ xₙᵢ rₙ,c,
 *
 *   linear     S = 2 (so H = 2 XᵀX / N)    r = 2 (z − y)
 *   logistic   S = σ(z)(1 − σ(z))          r = σ(z) − y
 *   softmax    S = diag(p) − p pᵀ          r = p − y
 *
 * Ten rows in batches of 8 and 2: who averages batches instead of samples is far off.
 */
import * as tf from "@tensorflow/tfjs";
import { toSingle } from "../../core/vector.js";
import type { LossName } from "../../objective/losses.js";
import { objective } from "../../objective/objective.js";
import type { ClosedForm } from "../closedForm.js";
import { columnError, hessianColumns, relativeDistance } from "../denseProducts.js";
import { normalVector } from "../normalVector.js";

interface Regression {
  readonly name: string;
  readonly loss: LossName;
  /** C. */
  readonly columns: number;
  /** Targets of row n, as many as columns. */
  readonly target: (n: number) => readonly number[];
  /** r and S of a row. */
  readonly residual: (z: readonly number[], y: readonly number[]) => readonly number[];
  readonly curvature: (z: readonly number[], c: number, d: number) => number;
}

const [samples, features] = [10, 3];
const sigma = (z: number): number => 1 / (1 + Math.exp(-z));
const softmax = (z: readonly number[]): number[] => {
  const total = z.reduce((sum, x) => sum + Math.exp(x), 0);
  return z.map((x) => Math.exp(x) / total);
};

export const regressions: readonly ClosedForm[] = [
  {
    name: "linear regression",
    loss: "meanSquaredError" as const,
    columns: 1,
    target: (n: number) => [n % 4],
    residual: ([z]: readonly number[], [y]: readonly number[]) => [2 * (z - y)],
    curvature: () => 2,
  },
  {
    name: "logistic regression",
    loss: "sigmoidCrossEntropy" as const,
    columns: 1,
    target: (n: number) => [n % 2],
    residual: ([z]: readonly number[], [y]: readonly number[]) => [sigma(z) - y],
    curvature: ([z]: readonly number[]) => sigma(z) * (1 - sigma(z)),
  },
  {
    name: "softmax regression",
    loss: "softmaxCrossEntropy" as const,
    columns: 3,
    target: (n: number) => [0, 1, 2].map((c) => (c === n % 3 ? 1 : 0)),
    residual: (z: readonly number[], y: readonly number[]) => softmax(z).map((p, c) => p - y[c]),
    curvature: (z: readonly number[], c: number, d: number) => {
      const p = softmax(z);
      return (c === d ? p[c] : 0) - p[c] * p[d];
    },
  },
].map(closedForm);

function closedForm(regression: Regression): ClosedForm {
  const { name, loss, columns, target } = regression;
  // Rounded to float32, so that every executor computes with the same numbers.
  const inputs = toSingle(normalVector(samples * features, "regression inputs"));
  const W = toSingle(normalVector(features * columns, "regression weights"));
  const exact = derivatives(regression, inputs, W);
  const targets = Array.from({ length: samples }, (_, n) => target(n)).flat();
  return {
    name,
    objective: (place) =>
      objective({
        parameters: { W: { values: W, shape: [features, columns] } },
        outputs: (p, x: tf.Tensor) => tf.matMul(x, p.W),
        loss,
        data: {
          inputs: { values: inputs, shape: [samples, features] },
          targets: { values: targets, shape: [samples, columns] },
        },
        batchSize: 8,
        ...place,
      }),
    async measure(f) {
      const { gradient } = await f.gradient(f.start);
      const known = gradient.map((_, i) => exact.gradient(i));
      const hessianError = columnError(await hessianColumns(f), exact.hessian);
      const tolerance = f.relativeError;
      return [
        { what: "gradient", error: relativeDistance(gradient, known), tolerance },
        { what: "Hessian", error: hessianError, tolerance },
      ];
    },
  };
}

/** The entries of gradient and Hessian by the formulas above; entry i·C + c belongs to W_ic. */
function derivatives(
  { columns: C, target, residual, curvature }: Regression,
  inputs: Float32Array,
  W: Float32Array,
) {
  const rows = Array.from({ length: samples }, (_, n) => {
    const x = [...inputs.subarray(n * features, (n + 1) * features)];
    const z = Array.from({ length: C }, (_, c) =>
      x.reduce((sum, xi, i) => sum + xi * W[i * C + c], 0),
    );
    return { x, z, r: residual(z, target(n)) };
  });
  const mean = (term: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + term(row) / samples, 0);
  const split = (entry: number): [number, number] => [Math.floor(entry / C), entry % C];
  return {
    gradient: (entry: number): number => {
      const [i, c] = split(entry);
      return mean(({ x, r }) => x[i] * r[c]);
    },
    hessian: (a: number, b: number): number => {
      const [[i, c], [j, d]] = [split(a), split(b)];
      return mean(({ x, z }) => x[i] * x[j] * curvature(z, c, d));
    },
  };
}

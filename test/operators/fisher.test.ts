import * as tf from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { dot } from "../../src/core/vector.js";
import { drawTargets } from "../../src/objective/likelihood.js";
import type { LossName } from "../../src/objective/losses.js";
import { objective } from "../../src/objective/objective.js";
import { fisher } from "../../src/operators/fisher.js";
import { empiricalFisher, gaussNewton } from "../../src/operators/hessian.js";
import { expectClose, relativeError } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";

const targets: Record<LossName, { values: Float64Array | Int32Array; shape: number[] }> = {
  softmaxCrossEntropy: { values: Int32Array.of(0, 1, 2, 0, 1, 2), shape: [6] },
  meanSquaredError: { values: normalVector(18, 3), shape: [6, 3] },
  sigmoidCrossEntropy: { values: normalVector(18, 3).map((x) => (x > 0 ? 1 : 0)), shape: [6, 3] },
};

const make = (loss: LossName) =>
  objective({
    parameters: {
      W: { values: normalVector(8, 1), shape: [2, 4] },
      V: { values: normalVector(12, 2), shape: [4, 3] },
    },
    outputs: (p, x) => tf.matMul(tf.tanh(tf.matMul(x, p.W)), p.V),
    loss,
    data: { inputs: { values: normalVector(12, 4), shape: [6, 2] }, targets: targets[loss] },
    precision: "float64",
  });

describe.each(Object.keys(targets) as LossName[])("%s", (loss) => {
  const f = make(loss);
  const v = normalVector(f.size, 5);

  test("the exact Fisher matrix is the Gauss–Newton matrix", async () => {
    expectClose(await fisher(f, f.start).apply(v), await gaussNewton(f, f.start).apply(v), 1e-15);
  });

  test("drawn targets converge to it, as 1/√draws, and seeds repeat", async () => {
    const exact = await fisher(f, f.start).apply(v);
    const error = async (draws: number, seed: number) =>
      relativeError(await fisher(f, f.start, { draws, seed }).apply(v), exact);
    expect(await error(200, 1)).toBeLessThan(0.35);
    expect(await error(200, 2)).toBeLessThan(0.35);
    expect(await error(3, 1)).toBe(await error(3, 1));
    expect(await error(3, 1)).not.toBe(await error(3, 2));
  });

  test("the empirical Fisher matrix is another one", async () => {
    const [a, b] = [await empiricalFisher(f, f.start).apply(v), await fisher(f, f.start).apply(v)];
    expect(relativeError(a, b)).toBeGreaterThan(0.1);
  });
});

const steps = 3;
const perStep: readonly (readonly [string, LossName, readonly number[]])[] = [
  ["class numbers [N]", "softmaxCrossEntropy", [6]],
  ["probabilities [N, C]", "softmaxCrossEntropy", [6, 3]],
  ["class numbers [N, T]", "softmaxCrossEntropy", [2, steps]],
  ["probabilities [N, T, C]", "softmaxCrossEntropy", [2, steps, 3]],
  ["yes or no [N, C]", "sigmoidCrossEntropy", [6, 3]],
  ["yes or no [N, T, C]", "sigmoidCrossEntropy", [2, steps, 3]],
  ["numbers [N, C]", "meanSquaredError", [6, 3]],
  ["numbers [N, T, C]", "meanSquaredError", [2, steps, 3]],
];

test.each(perStep)("draws of %s have the exact mean, %s", async (_, loss, shape) => {
  const samples = shape[0];
  const size = shape.reduce((a, b) => a * b, 1);
  const f = objective({
    parameters: { W: { values: normalVector(6, 1), shape: [2, 3] } },
    outputs: (p, x) => {
      const z = tf.matMul(tf.reshape(x, [-1, 2]), p.W);
      return samples === 6 ? z : tf.reshape(z, [-1, steps, 3]);
    },
    loss,
    data: {
      inputs: {
        values: normalVector(12, 4),
        shape: samples === 6 ? [6, 2] : [samples, steps, 2],
      },
      targets: { values: Array.from({ length: size }, (_, i) => (i % 3 ? 0 : 1)), shape },
    },
    precision: "float64",
  });
  const v = normalVector(f.size, 5);
  const curvature = async (draw?: { draws: number; seed: number }) =>
    dot(v, await fisher(f, f.start, draw).apply(v));
  const exact = await curvature();
  const draws = 200;
  const seen = await Promise.all(
    Array.from({ length: draws }, (_, seed) => curvature({ draws: 1, seed })),
  );
  const mean = seen.reduce((a, b) => a + b) / draws;
  const variance = seen.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (draws - 1);
  const deviation = Math.sqrt(variance / draws);
  expect(deviation).toBeLessThan(0.2 * exact); // a factor of 2 would be seen
  expect(Math.abs(mean - exact)).toBeLessThan(4 * deviation);
});

test("targets are drawn with the model's probabilities", () => {
  const n = 20_000;
  const z = [0.5, -1, 2];
  const values = Float64Array.from({ length: 3 * n }, (_, i) => z[i % 3]);
  const { values: labels } = drawTargets("softmaxCrossEntropy", { values, shape: [n, 3] }, true, random(1, "t")); // prettier-ignore
  const total = z.reduce((s, x) => s + Math.exp(x), 0);
  z.forEach((x, c) => {
    const share = [...Float64Array.from(labels)].filter((y) => y === c).length / n;
    expect(Math.abs(share - Math.exp(x) / total)).toBeLessThan(4 * Math.sqrt(0.25 / n));
  });
});

test("a loss function has no likelihood", () => {
  const parameters = { w: { values: [1], shape: [1] } };
  const f = objective({ parameters, loss: (p) => tf.sum(p.w) });
  expect(() => fisher(f, f.start)).toThrow(
    "fisher: the objective must have outputs and a named loss",
  );
  const g = make("meanSquaredError");
  expect(() => fisher(g, g.start, { draws: 0 })).toThrow(
    "fisher: draws must be an integer ≥ 1, got 0",
  );
});

import { Worker } from "node:worker_threads";
import * as tf from "@tensorflow/tfjs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { random } from "../../src/core/random.js";
import { dot } from "../../src/core/vector.js";
import { drawTargets } from "../../src/objective/likelihood.js";
import type { LossName } from "../../src/objective/losses.js";
import { objective } from "../../src/objective/objective.js";
import { fisher } from "../../src/operators/fisher.js";
import { empiricalFisher, gaussNewton, hessian } from "../../src/operators/hessian.js";
import { expectClose, relativeError } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";

const targets: Record<LossName, { values: Float64Array | Int32Array; shape: number[] }> = {
  softmaxCrossEntropy: { values: Int32Array.of(0, 1, 2, 0, 1, 2), shape: [6] },
  meanSquaredError: { values: normalVector(18, 3), shape: [6, 3] },
  sigmoidCrossEntropy: { values: normalVector(18, 3).map((x) => (x > 0 ? 1 : 0)), shape: [6, 3] },
};

const optionsOf = (loss: LossName) => ({
  parameters: {
    W: { values: normalVector(8, 1), shape: [2, 4] },
    V: { values: normalVector(12, 2), shape: [4, 3] },
  },
  outputs: (p: { readonly W: tf.Tensor; readonly V: tf.Tensor }, x: tf.Tensor) =>
    tf.matMul(tf.tanh(tf.matMul(x, p.W)), p.V),
  loss,
  data: { inputs: { values: normalVector(12, 4), shape: [6, 2] }, targets: targets[loss] },
  precision: "float64" as const,
});
const make = (loss: LossName) => objective(optionsOf(loss));

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

describe("objectives with drawn targets", () => {
  const withThreads = () =>
    objective({ ...optionsOf("softmaxCrossEntropy"), batchSize: 3, workers: 2 });
  const terminate = vi.spyOn(Worker.prototype, "terminate");
  afterEach(() => void terminate.mockClear());
  const ended = () => vi.waitFor(() => expect(terminate).toHaveBeenCalledTimes(4), 5000);

  test("are closed with the operator, which can be used again", async () => {
    const f = withThreads();
    const operator = fisher(f, f.start, { draws: 2 });
    const v = normalVector(f.size, 5);
    const product = await operator.apply(v);
    operator.close();
    await ended();
    expect(await operator.apply(v)).toEqual(product);
    operator.close();
    await f.close();
  });

  test("are closed with the objective", async () => {
    const f = withThreads();
    await fisher(f, f.start, { draws: 2 }).apply(f.start);
    await f.close();
    await ended();
  });

  test("are made anew after a failure", async () => {
    const f = make("softmaxCrossEntropy");
    const redraw = vi.spyOn(f.likelihood!, "redraw"); // it has a named loss
    redraw.mockRejectedValueOnce(new Error("out of memory"));
    const operator = fisher(f, f.start, { draws: 2 });
    await expect(operator.apply(f.start)).rejects.toThrow("out of memory");
    expect(await operator.apply(f.start)).toEqual(
      await fisher(f, f.start, { draws: 2 }).apply(f.start),
    );
  });
});

test("operators of curvature can be closed", async () => {
  const f = make("softmaxCrossEntropy");
  for (const operator of [hessian, gaussNewton, empiricalFisher, fisher].map((m) =>
    m(f, f.start),
  )) {
    const product = await operator.apply(f.start);
    operator.close();
    expect(await operator.apply(f.start)).toEqual(product);
  }
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

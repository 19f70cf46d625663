/** Sharpness at matched loss on a function whose Hessian is known, and its trend over planted runs. */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { objective, type Objective } from "../../src/objective/objective.js";
import { sharpnessAtLoss, type SharpnessAtLoss } from "../../src/thesis/sharpnessAtLoss.js";
import { sharpnessStudy, sharpnessTrend } from "../../src/thesis/sharpnessStudy.js";

/** ½ mean (a·θ)² over four rows a = 2eᵢ: the Hessian is the identity, plus θ₀⁴/12 whose curvature is θ₀². */
function quartic(): Objective {
  const inputs = Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 2 : 0));
  return objective({
    parameters: { w: tf.tensor1d([3, 1, 1, 1]) },
    loss: ({ w }, rows) =>
      tf.mul(0.5, tf.mean(tf.square(tf.matMul(rows as tf.Tensor2D, tf.reshape(w, [4, 1]))))),
    penalty: ({ w }) => tf.div(tf.pow(tf.slice(w, [0], [1]), 4).sum(), 12),
    data: { values: inputs, shape: [4, 4] },
    precision: "float64",
  });
}

const settings = { seed: 0, learningRate: 0.1, batchSize: 4, looks: 1 };

test("stops at the first look with the loss, and the sharpness is that of the point it has reached", async () => {
  const f = quartic();
  const found = await sharpnessAtLoss(f, { ...settings, start: f.start, loss: 0.5, epochs: 100 });
  if (!found) throw new Error("the loss must be reached");
  const theta = f.start.slice();
  let [steps, loss] = [0, await f.value(theta)];
  while (loss > 0.5) {
    const { gradient } = await f.gradient(theta);
    gradient.forEach((g, i) => (theta[i] -= 0.1 * g));
    [steps, loss] = [steps + 1, await f.value(theta)];
  }
  expect([found.step, found.loss]).toEqual([steps, loss]);
  expect(Math.abs(found.sharpness - (1 + theta[0] ** 2))).toBeLessThan(1e-8);
});

test("gives up after the epochs, and passes errors of training on", async () => {
  const f = quartic();
  const options = { ...settings, start: f.start, loss: 1e-9 };
  expect(await sharpnessAtLoss(f, { ...options, epochs: 3 })).toBeUndefined();
  const stop = AbortSignal.abort(new Error("enough"));
  await expect(sharpnessAtLoss(f, { ...options, epochs: 3, signal: stop })).rejects.toThrow(
    "enough",
  );
});

test("a study has every setting with every seed, in order, and refuses runs that do not arrive", async () => {
  const f = quartic();
  const pairs = [0.1, 0.2].map((learningRate) => ({ learningRate, batchSize: 4 }));
  const options = { settings: pairs, seeds: [5, 7], start: () => f.start, loss: 0.5, epochs: 100 };
  const runs = await sharpnessStudy(f, options);
  expect(runs.map(({ learningRate, seed }) => [learningRate, seed])).toEqual([
    [0.1, 5], [0.1, 7], [0.2, 5], [0.2, 7],
  ]); // prettier-ignore
  await expect(sharpnessStudy(f, { ...options, epochs: 1 })).rejects.toThrow(
    "sharpnessStudy: loss must come down to 0.5 in 1 epochs, got more with",
  );
});

/** λ₁ = factor of the seed · (η/B)^power. */
const planted = (power: number): SharpnessAtLoss[] =>
  [0, 1, 2].flatMap((seed) =>
    [[0.1, 8], [0.4, 32], [0.1, 32], [0.1, 128]].map(([learningRate, batchSize]) => ({
      ...{ seed, learningRate, batchSize, loss: 0.1, step: 1, residual: 0 },
      sharpness: (1 + seed) * (learningRate / batchSize) ** power,
    })),
  ); // prettier-ignore

test("the trend finds a planted power whatever the level of each seed, and joins equal ratios", () => {
  const { groups, slope, spread } = sharpnessTrend(planted(-0.3));
  expect(groups.map(({ ratio }) => ratio)).toEqual([0.1 / 128, 0.1 / 32, 0.1 / 8]);
  expect(slope.mean).toBeCloseTo(-0.3, 12);
  expect(slope.interval[1] - slope.interval[0]).toBeLessThan(1e-12);
  expect(groups[2].mean).toBeCloseTo(2 * 0.0125 ** -0.3, 12);
  expect(spread).toBeCloseTo(1, 12);
});

test("the spread is that between pairs of one ratio", () => {
  const runs = planted(0).map((run) =>
    run.learningRate === 0.4 ? { ...run, sharpness: 1.5 * run.sharpness } : run,
  );
  expect(sharpnessTrend(runs).spread).toBeCloseTo(1.5, 12);
});

/**
 * One network that is trained towards weights of −1 and +1 (binaryProxSGD.ts) with the released rates and gain, and what has become of its weights.
 */
import { averagePooled } from "../data/averagePooled.js";
import { mnist, type LabelledImages } from "../data/mnist.js";
import { mlp } from "../models/mlp.js";
import type { Model } from "../models/model.js";
import { objective, type Objective } from "../objective/objective.js";
import { predictor } from "../objective/predictor.js";
import { binaryProxSGD } from "../optimizers/binaryProxSGD.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { proxSGD } from "../optimizers/proxSGD.js";
import { roundedWeights } from "../optimizers/roundedWeights.js";
import { weightsIn } from "../optimizers/weightsIn.js";
import { box } from "../prox/box.js";
import { none } from "../prox/none.js";
import { onWeights } from "../prox/onWeights.js";
import { accuracy } from "../training/accuracy.js";
import { train, type Moment } from "../training/train.js";

export interface BinarySettings {
  /** Training images, and as many for the test, of 7 × 7 pixels. */
  readonly samples: number;
  /** Units of each of the two hidden layers. */
  readonly hidden: number;
  readonly epochs: number;
  /** Rows per step. */
  readonly batchSize: number;
  readonly seed: number;
  /** μ of the binary penalty; "free": neither penalty nor bounds. */
  readonly mu: number | "free";
}

export interface BinaryOutcome {
  /** max |w| over all steps. */
  readonly greatest: number;
  /** Share of the weights with |w| > 0.9 at the end. */
  readonly binary: number;
  /** Shares of the weights by |w| in tenths of [0, 1] at the end. */
  readonly magnitudes: readonly number[];
  /** Share of the test images that are told right. */
  readonly real: number;
  /** The same with each weight at its sign. */
  readonly rounded: number;
}

/** Compiled by ONNX, so that runs are repeatable. */
export async function binaryRun(
  settings: BinarySettings,
  signal?: AbortSignal,
): Promise<BinaryOutcome> {
  const { samples, hidden, seed, mu } = settings;
  const model = mlp({ sizes: [49, hidden, hidden, 10], activation: "tanh", seed });
  const data = averagePooled(await mnist({ count: samples }), 4);
  const f = objective({ ...model, data, loss: "softmaxCrossEntropy", executor: "onnx" });
  try {
    const { partition } = f;
    const { theta, greatest } = await (mu === "free"
      ? trained(f, proxSGD({ map: none() }), settings, signal)
      : trained(f, binaryProxSGD({ partition, mu }), settings, signal));
    const test = averagePooled(await mnist({ split: "test", count: samples }), 4);
    const weights = weightsIn(partition).of(theta);
    return {
      greatest,
      ...weightShares(weights),
      real: await accuracyOf(model, theta, test),
      rounded: await accuracyOf(model, roundedWeights(theta, partition), test),
    };
  } finally {
    await f.close();
  }
}

async function trained<State>(
  f: Objective,
  optimizer: Optimizer<State>,
  { epochs, batchSize, seed }: BinarySettings,
  signal: AbortSignal | undefined,
): Promise<{ theta: Float64Array; greatest: number }> {
  const weights = weightsIn(f.partition);
  let greatest = 0;
  const afterStep = ({ theta }: Moment): void => {
    greatest = weights.of(theta).reduce((most, w) => Math.max(most, Math.abs(w)), greatest);
  };
  const start = onWeights(f.partition, box(-1, 1)).prox(f.start, 1); // all runs begin within the bounds
  const options = { optimizer, epochs, batchSize, seed, signal, start, observers: [{ afterStep }] };
  const { theta } = await train(f, options);
  return { theta, greatest };
}

async function accuracyOf(
  model: Model,
  theta: Float64Array,
  test: LabelledImages,
): Promise<number> {
  const predict = predictor({ ...model, executor: "onnx" });
  try {
    return await accuracy(predict, theta, test);
  } finally {
    await predict.close();
  }
}

/** By |w|; magnitudes of 1 and more count into the last tenth. */
export function weightShares(weights: Float64Array): Pick<BinaryOutcome, "binary" | "magnitudes"> {
  const magnitudes = new Array<number>(10).fill(0);
  for (const w of weights) {
    magnitudes[Math.min(9, Math.floor(10 * Math.abs(w)))] += 1 / weights.length;
  }
  const binary = weights.filter((w) => Math.abs(w) > 0.9).length / weights.length;
  return { binary, magnitudes };
}

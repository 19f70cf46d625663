/**
 * The training run that most claims of chapter A look at: a small MLP on MNIST digits of 7 × 7 pixels, by gradient
 * descent without momentum, weight decay or schedule, with its parameters at chosen epochs. The setting of
 * reference numbers for such nets (64-32-10 units, rate 0.1, 32 rows per step), small enough for whole Hessians.
 */
import { averagePooled } from "../data/averagePooled.js";
import { firstClasses } from "../data/firstClasses.js";
import { mnist, type LabelledImages } from "../data/mnist.js";
import { mlp } from "../models/mlp.js";
import { objective, type Objective } from "../objective/objective.js";
import type { ChangedSettings } from "../objective/options.js";
import { sgd } from "../optimizers/sgd.js";
import { train, type Moment } from "../training/train.js";
import type { Experiment } from "./claim.js";
import { packed, unpacked } from "./packed.js";

export interface DigitSettings {
  readonly classes: number;
  readonly samples: number;
  /** Units of the hidden layer. */
  readonly hidden: number;
  readonly learningRate: number;
  /** Rows per step. */
  readonly batchSize: number;
  readonly seed: number;
}

/** What the reference numbers were measured with. */
export const usualDigits: DigitSettings = {
  classes: 10,
  samples: 1500,
  hidden: 32,
  learningRate: 0.1,
  batchSize: 32,
  seed: 0,
};

export interface DigitMoment {
  readonly epoch: number;
  readonly step: number;
  readonly theta: Float64Array;
  /** Over all samples. */
  readonly loss: number;
}

/** Of the training images, 7 × 7 pixels each. */
export async function digitImages({
  classes,
  samples,
}: Pick<DigitSettings, "classes" | "samples">): Promise<LabelledImages> {
  return averagePooled(firstClasses(await mnist(), classes, samples), 4);
}

/** @param how Default: `onnx` by name, so that runs are repeatable. */
export async function digitObjective(
  settings: DigitSettings,
  how: Pick<ChangedSettings, "precision" | "executor"> = { executor: "onnx" },
): Promise<Objective> {
  const { classes, hidden, seed } = settings;
  const data = await digitImages(settings);
  const model = mlp({ sizes: [49, hidden, classes], activation: "tanh", seed });
  return objective({ ...model, loss: "softmaxCrossEntropy", data, batchSize: 500, ...how });
}

/** The run's parameters after the given epochs (0: the starting values), trained once and kept. */
export async function digitRun(
  experiment: Experiment,
  f: Objective,
  settings: DigitSettings,
  epochs: readonly number[],
): Promise<DigitMoment[]> {
  const inputs = { ...settings, epochs };
  const kept = await experiment.keep("digit run", inputs, async () => {
    const moments = await trained(experiment, f, settings, epochs);
    return moments.map((moment) => ({ ...moment, theta: packed(moment.theta) }));
  });
  return kept.map((moment) => ({ ...moment, theta: unpacked(moment.theta) }));
}

async function trained(
  { signal, onProgress }: Experiment,
  f: Objective,
  { learningRate, batchSize, seed }: DigitSettings,
  epochs: readonly number[],
): Promise<DigitMoment[]> {
  const perEpoch = Math.ceil(f.samples / batchSize);
  const moments: DigitMoment[] = [];
  const look = async (step: number, theta: Float64Array): Promise<void> => {
    if (!epochs.includes(step / perEpoch)) return;
    moments.push({
      epoch: step / perEpoch,
      step,
      theta: theta.slice(),
      loss: await f.value(theta),
    });
  };
  await look(0, f.start);
  const observer = { afterStep: ({ record, theta }: Moment) => look(record.step + 1, theta) };
  await train(f, {
    ...{ optimizer: sgd({ learningRate }), epochs: Math.max(...epochs), batchSize, seed },
    ...{ observers: [observer], signal, onProgress },
  });
  return moments;
}

/**
 * The sharpness, the Hessian's largest eigenvalue, at the moment when gradient descent without momentum has brought the loss over
 * all samples down to a given value: so that runs with other rates and batches are compared at equal progress.
 */
import { eigenpairs } from "../lanczos/eigenpairs.js";
import { checkInteger, checkPositive } from "../core/check.js";
import { hessian } from "../operators/hessian.js";
import type { Objective } from "../objective/objective.js";
import { sgd } from "../optimizers/sgd.js";
import { train, type Moment } from "../training/train.js";

export interface DescentSettings {
  readonly learningRate: number;
  /** Rows per step. */
  readonly batchSize: number;
  /** Of the order of the rows. */
  readonly seed: number;
}

export interface SharpnessOptions extends DescentSettings {
  readonly start: Float64Array;
  /** Training ends at the first look that finds no more than this. */
  readonly loss: number;
  /** A run that has not come there is given up. */
  readonly epochs: number;
  /** Looks per epoch; the more, the nearer the losses are. Each costs a pass over the data. Default 4. */
  readonly looks?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface SharpnessAtLoss extends DescentSettings {
  /** Found at the look, at most the one asked for. */
  readonly loss: number;
  readonly step: number;
  readonly sharpness: number;
  /** An eigenvalue lies so near. */
  readonly residual: number;
}

/** @returns Nothing where the epochs ended first. */
export async function sharpnessAtLoss(
  f: Objective,
  options: SharpnessOptions,
): Promise<SharpnessAtLoss | undefined> {
  const { learningRate, batchSize, seed, signal } = options;
  const end = await descend(f, options);
  if (!end) return undefined;
  const matrix = hessian(f, end.theta);
  try {
    const { values, residuals } = await eigenpairs(matrix, { count: 1, tolerance: 1e-5, signal });
    signal?.throwIfAborted();
    const { loss, step } = end;
    return {
      ...{ learningRate, batchSize, seed, loss, step },
      ...{ sharpness: values[0], residual: residuals[0] },
    };
  } finally {
    matrix.close();
  }
}

interface End {
  readonly theta: Float64Array;
  readonly loss: number;
  readonly step: number;
}

/** Trains until a look finds the loss; `train` ends there by a signal of its own. */
async function descend(
  f: Objective,
  { learningRate, batchSize, seed, start, loss, epochs, looks = 4, signal }: SharpnessOptions,
): Promise<End | undefined> {
  checkPositive("sharpnessAtLoss", "loss", loss);
  checkInteger("sharpnessAtLoss", "looks", looks, 1);
  const every = Math.max(1, Math.round(f.samples / batchSize / looks));
  const arrived = new AbortController();
  let end: End | undefined;
  const afterStep = async ({ record, theta }: Moment): Promise<void> => {
    const step = record.step + 1;
    if (step % every !== 0) return;
    const now = await f.value(theta);
    if (now > loss) return;
    end = { theta: theta.slice(), loss: now, step };
    arrived.abort();
  };
  const either = signal ? AbortSignal.any([signal, arrived.signal]) : arrived.signal;
  const optimizer = sgd({ learningRate });
  const settings = { optimizer, batchSize, seed, start, epochs, signal: either };
  await train(f, { ...settings, observers: [{ afterStep }] }).catch((error: unknown) => {
    if (!arrived.signal.aborted || signal?.aborted) throw error;
  });
  return end;
}

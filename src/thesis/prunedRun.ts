/**
 * Magnitude pruning with retraining, the common way to a sparse net: of all weights as many as another net has zeros become
 * exactly 0, the smallest ones, and the others train on without them.
 *
 * Han et al. (2015), arXiv:1506.02626.
 */
import type { Objective } from "../objective/objective.js";
import { adam } from "../optimizers/adam.js";
import { powerLaw } from "../optimizers/schedules.js";
import { keepLargest } from "../sparsity/keepLargest.js";
import { sparsityMeasures } from "../sparsity/measures.js";
import { train } from "../training/train.js";
import { onSupport } from "./seenFunction.js";
import type { SparseTask } from "./sparseTask.js";

export interface PrunedRunOptions {
  readonly task: Pick<SparseTask, "epochs" | "batchSize">;
  /** Adam's, which decays as in the other runs. */
  readonly rate: number;
  /** Of the order of the rows. */
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * @param theta Trained.
 * @param sparse The net whose number of zero weights decides.
 * @returns A new vector.
 */
export async function prunedRun(
  f: Objective,
  theta: Float64Array,
  sparse: Float64Array,
  { task: { epochs, batchSize }, rate, seed, signal }: PrunedRunOptions,
): Promise<Float64Array> {
  const { zeroShare } = sparsityMeasures(sparse, f.partition);
  const start = keepLargest(theta, f.partition, 1 - zeroShare);
  const free = start.map((w, i) => (w === 0 && theta[i] !== 0 ? 0 : 1));
  const optimizer = adam({ learningRate: powerLaw({ initial: rate, exponent: 0.5 }) });
  const settings = { optimizer, epochs, batchSize, seed, start, signal };
  return (await train(onSupport(f, free), settings)).theta;
}

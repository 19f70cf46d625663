/** One training run of claim C2: a method with a rate and a seed, from the seed's starting values, on the seed's order of rows. */
import { checkInteger } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import type { Objective } from "../objective/objective.js";
import { l1 } from "../prox/l1.js";
import { onWeights } from "../prox/onWeights.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import type { Moment } from "../training/train.js";
import { packed, unpacked } from "./packed.js";
import { withSubgradient } from "./seenFunction.js";
import type { SparseMethod } from "./sparseMethods.js";
import { startOf, type SparseTask } from "./sparseTask.js";

export interface SparseRun {
  readonly theta: Float64Array;
  /** x̂ of the last step, where the method has it: exact zeros before averaging. */
  readonly proximalPoint?: Float64Array;
  /** f + μ Σ |wᵢ| at the end over all samples, without the norm for a method that has none; undefined if it diverged. */
  readonly objective: number | undefined;
  /** θ at the epochs asked for. */
  readonly moments: readonly { readonly step: number; readonly theta: Float64Array }[];
}

export interface SparseRunOptions {
  readonly task: SparseTask;
  readonly method: SparseMethod;
  readonly rate: number;
  readonly seed: number;
  /** Epochs after which θ is copied, ascending. */
  readonly looks?: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** μ Σ |wᵢ| over the weights: the regulariser of all methods. */
export const weightsNorm = (parts: Partition, mu: number): ProximalMap => onWeights(parts, l1(mu));

export async function sparseRun(f: Objective, options: SparseRunOptions): Promise<SparseRun> {
  const { task, method, rate, seed, looks = [], signal } = options;
  const { epochs, batchSize, mu } = task;
  checkInteger("sparseRun", "epochs", epochs, 1);
  const map = weightsNorm(f.partition, mu);
  const seen = method.treatment === "subgradient" ? withSubgradient(f, f.partition, mu) : f;
  const perEpoch = Math.ceil(f.samples / batchSize);
  const moments: { step: number; theta: Float64Array }[] = [];
  const afterStep = ({ record: { step }, theta }: Moment): void => {
    if (looks.includes((step + 1) / perEpoch))
      moments.push({ step: step + 1, theta: theta.slice() });
  };
  const start = startOf(task, seed);
  if (looks[0] === 0) moments.push({ step: 0, theta: start });
  const settings = { epochs, batchSize, seed, start, observers: [{ afterStep }], signal };
  const { theta, proximalPoint, stopped } = await method.descent(rate, map)(seen, settings);
  const diverged = stopped === "diverged";
  const value = diverged ? NaN : await f.value(theta);
  const objective = method.treatment === "none" ? value : value + map.value(theta);
  return {
    ...{ theta, moments, objective: diverged ? undefined : objective },
    ...(proximalPoint && { proximalPoint }),
  };
}

/** As JSON, and back. */
export type PackedRun = ReturnType<typeof packedRun>;

export const packedRun = ({ theta, proximalPoint, objective, moments }: SparseRun) => ({
  theta: packed(theta),
  point: proximalPoint ? packed(proximalPoint) : null,
  objective: objective ?? null,
  moments: moments.map(({ step, theta: at }) => ({ step, theta: packed(at) })),
});

export const unpackedRun = ({ theta, point, objective, moments }: PackedRun): SparseRun => ({
  theta: unpacked(theta),
  ...(point !== null && { proximalPoint: unpacked(point) }),
  objective: objective ?? undefined,
  moments: moments.map(({ step, theta: at }) => ({ step, theta: unpacked(at) })),
});

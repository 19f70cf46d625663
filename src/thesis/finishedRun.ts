/**
 * ProxSGD behind the finishing stage: from its prox point x̂, whose zeros are exact, to a stationary point of f + μ Σ |wᵢ| with a
 * certificate. The training images decide; no test image takes part.
 */
import type { Objective } from "../objective/objective.js";
import { finish } from "../sparsity/finish.js";
import { weightsNorm, type SparseRun } from "./sparseRun.js";
import type { SparseTask } from "./sparseTask.js";

export interface FinishedRun {
  readonly theta: Float64Array;
  /** The certificate's residual, relative to the gradient's scale. */
  readonly residual: number;
  /** What is missing for a certificate, in a sentence; null where nothing is. */
  readonly missing: string | null;
  /** f + μ Σ |wᵢ|. */
  readonly objective: number;
  /** Full gradients that it took. */
  readonly gradients: number;
}

export interface FinishedRunOptions {
  readonly task: Pick<SparseTask, "mu">;
  /** At most; what is missing then is said. */
  readonly steps: number;
  /** Where ProxSGD has ended. */
  readonly end: Pick<SparseRun, "theta" | "proximalPoint">;
  readonly signal?: AbortSignal | undefined;
}

/** Of the gradient's scale. */
export const residualWanted = 1e-3;

export async function finishedRun(
  f: Objective,
  { task, steps, end, signal }: FinishedRunOptions,
): Promise<FinishedRun> {
  const map = weightsNorm(f.partition, task.mu);
  const found = await finish(f, map, end.theta, {
    ...{ tolerance: residualWanted, steps, signal },
    ...(end.proximalPoint && { proximalPoint: end.proximalPoint }),
  });
  const { relativeResidual, missing, objective } = found.certificate;
  const { theta, gradients } = found;
  return {
    ...{ theta, objective, gradients, residual: relativeResidual },
    missing: missing ?? null,
  };
}

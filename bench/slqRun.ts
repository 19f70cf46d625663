/**
 * One whole spectrum as a user would compute it, from the recorded loss on.
 */
import type { ExecutorName } from "../src/execute/choose.js";
import { objective } from "../src/objective/objective.js";
import type { SymmetricOperator } from "../src/operators/operator.js";
import { hessian } from "../src/operators/hessian.js";
import { signProbe } from "../src/spectrum/signProbe.js";
import { spectrum } from "../src/spectrum/spectrum.js";
import type { Net } from "./nets.js";

/** Batches of the net's own size. */
export const slqSize = { net: "LeNet", steps: 80, probes: 2, batches: 4 } as const;

export interface Run {
  readonly seconds: number;
  readonly setup: number;
  /** Seconds in products. */
  readonly products?: number;
  readonly nodes: readonly (readonly number[])[];
}

export interface RunOptions {
  readonly executor?: ExecutorName;
  readonly workers?: number;
}

export async function runSlq(
  subject: Net,
  { executor = "onnx", workers = 1 }: RunOptions,
): Promise<Run> {
  const start = performance.now();
  const batchSize = subject.batch;
  const f = objective({ ...subject, loss: "softmaxCrossEntropy", batchSize, workers, executor });
  const matrix = timed(hessian(f, f.start));
  await matrix.apply(startVectors(f.size)[0]); // compiles and linearizes, and is thrown away
  const setup = performance.now() - start;
  const { steps, probes: count } = slqSize;
  const { probes } = await spectrum(matrix, { steps, probes: count });
  const seconds = (performance.now() - start) / 1000;
  await f.close();
  const nodes = probes.map((probe) => [...probe.nodes]);
  return { seconds, setup: setup / 1000, products: matrix.seconds(), nodes };
}

/** Counts the time of its products. */
export function timed(matrix: SymmetricOperator): SymmetricOperator & { seconds(): number } {
  let milliseconds = 0;
  return {
    ...matrix,
    seconds: () => milliseconds / 1000,
    async apply(v) {
      const start = performance.now();
      const product = await matrix.apply(v);
      milliseconds += performance.now() - start;
      return product;
    },
  };
}

/** The probes that `spectrum` draws for seed 0. */
export function startVectors(length: number): Float64Array[] {
  return Array.from({ length: slqSize.probes }, (_, l) => signProbe(length, 0, "probes", l));
}

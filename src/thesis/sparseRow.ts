/**
 * What claim C2 measures of a trained network: the share of exact zeros among its weights, shares of small weights at three
 * limits, their ℓ1 norm, test accuracy, and test accuracy with only the largest weights kept.
 */
import type { Partition } from "../core/partition.js";
import { keepLargest } from "../sparsity/keepLargest.js";
import { sparsityMeasures } from "../sparsity/measures.js";
import { accuracy } from "../training/accuracy.js";
import type { OpenTask } from "./sparseTask.js";

export interface SparseRow {
  readonly accuracy: number;
  /** Share of the weights that are exactly 0. */
  readonly zero: number;
  /** Shares of the weights with |w| ≤ 1e-4, 1e-3 and 1e-2. */
  readonly small: readonly number[];
  /** Σ |w|. */
  readonly l1: number;
  /** Test accuracy with the largest 20, 10 and 5 % of the weights. */
  readonly kept: readonly number[];
}

export const keptShares = [0.2, 0.1, 0.05] as const;

export async function sparseRow(
  {
    f,
    predict,
    test,
  }: Pick<OpenTask, "predict" | "test"> & { f: { readonly partition: Partition } },
  theta: Float64Array,
): Promise<SparseRow> {
  const { zeroShare, smallShares, l1 } = sparsityMeasures(theta, f.partition);
  const kept: number[] = [];
  for (const share of keptShares)
    kept.push(await accuracy(predict, keepLargest(theta, f.partition, share), test));
  return {
    accuracy: await accuracy(predict, theta, test),
    ...{ zero: zeroShare, small: smallShares, l1, kept },
  };
}

/**
 * How rows are cut into batches. The objective is the mean over samples, so batch b of n_b rows has
 * weight n_b / N: the cut changes rounding only.
 */
import { checkInteger } from "../core/check.js";

export interface Batch {
  /** First row's place in the list of rows, and the place after the last. */
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/**
 * @param batchSize Rows per batch (the last may be smaller), or all sizes, which must add up.
 */
export function batches(
  samples: number,
  batchSize: number | readonly number[],
  caller = "objective",
): readonly Batch[] {
  const list = typeof batchSize === "object";
  if (!list) checkInteger(caller, "batchSize", batchSize, 1);
  const sizes = list ? batchSize : equalSizes(samples, batchSize);
  sizes.forEach((size, i) => checkInteger(caller, `batchSize ${i}`, size, 1));
  const total = sizes.reduce((a, b) => a + b, 0);
  if (total !== samples) {
    throw new RangeError(`${caller}: batchSize must add up to ${samples} samples, got ${total}`);
  }
  let from = 0;
  return sizes.map((size) => {
    const batch = { from, to: from + size, weight: size / samples };
    from += size;
    return batch;
  });
}

function equalSizes(samples: number, size: number): number[] {
  return Array.from({ length: Math.ceil(samples / size) }, (_, i) =>
    Math.min(size, samples - i * size),
  );
}

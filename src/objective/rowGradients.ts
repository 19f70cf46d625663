/**
 * Gradients of single rows, many at once: one program computes those of k rows, which stay rows of
 * their own. That is 2 to 3 times as fast as row after row for LeNet, and 1.4 to 2 times for a larger
 * convolutional net and an MLP. Where gradients are so long that writing them down is what costs,
 * nothing is gained, hence the rule for k.
 */
import type { Partition } from "../core/partition.js";
import { axpy } from "../core/vector.js";
import type { NumericArray } from "../execute/executor.js";
import type { BatchSum } from "./batchSum.js";
import { stack, unstack } from "./stacks.js";

/** At most so many rows; measured, more gain nothing. */
const mostRows = 32;
/** Bytes of results of one run; beyond about this they are slower to write than to compute. */
const mostResult = 6e6;
/** Bytes of what is computed in passing. */
const mostPassing = 2 ** 28;

/** @returns One gradient of P numbers per row, the penalty's included. */
export async function rowGradients(
  sum: BatchSum,
  parts: Partition,
  at: readonly NumericArray[],
  rows: ArrayLike<number> = Int32Array.from({ length: sum.samples }, (_, i) => i),
): Promise<Float64Array[]> {
  const penalty = await penaltyGradient(sum, parts, at);
  const gradients: Float64Array[] = [];
  let k = 1;
  await sum.eachChunk(
    rows,
    (bytes) => (k = rowsAtOnce(bytes, parts.size, rows.length)),
    async (program, { rows: count, data }) => ({
      count,
      arrays: await program.gradients([...at, ...filled(data, count, k)], k),
    }),
    ({ count, arrays }) => {
      for (let j = 0; j < count; j++) {
        const gradient = flat(parts, unstack(arrays, j, k));
        if (penalty) axpy(1, penalty, gradient);
        gradients.push(gradient);
      }
    },
  );
  return gradients;
}

async function penaltyGradient(
  sum: BatchSum,
  parts: Partition,
  at: readonly NumericArray[],
): Promise<Float64Array | undefined> {
  let gradient: Float64Array | undefined;
  await sum.each(
    [0],
    async (program, { penalty }) => (penalty ? (await program.gradient(at))[1] : undefined),
    (arrays) => arrays && (gradient = flat(parts, arrays)),
  );
  return gradient;
}

/** Many of these are made: copying is faster than adding to zero. */
function flat({ size, parameters }: Partition, arrays: readonly NumericArray[]): Float64Array {
  const vector = new Float64Array(size);
  parameters.forEach(({ offset }, i) => vector.set(arrays[i], offset));
  return vector;
}

/** A power of two, so that few programs are compiled. */
function rowsAtOnce(bytes: number, size: number, count: number): number {
  const fitting = Math.min(mostResult / (4 * size), mostPassing / bytes);
  const wanted = 2 ** Math.ceil(Math.log2(Math.min(count, mostRows)));
  return Math.min(wanted, 2 ** Math.floor(Math.log2(Math.max(fitting, 1))));
}

/** The last row again until there are k: cheaper than another program for the last chunk. */
function filled(data: readonly NumericArray[], count: number, k: number): readonly NumericArray[] {
  if (count === k) return data;
  const rows = Array.from({ length: k }, (_, j) => unstack(data, Math.min(j, count - 1), count));
  return stack(rows);
}

/**
 * What the bytes of a training depend on, named: the function with its data, batches and executor, the optimizer, the starting
 * values, the seed and the rows per step. The number of epochs is none of it, so that one can go on.
 */
import { partsOf, sha256, type Parts } from "../core/fingerprint.js";
import { bytesOf } from "../core/littleEndian.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { optimizerMark } from "./optimizerMark.js";

export interface IdentityOptions<State> {
  readonly optimizer: Optimizer<State>;
  readonly batchSize: number;
  readonly seed: number;
  readonly start: Float64Array;
}

/** Hashes the data of an objective once, about a second per GB. */
export function trainingIdentity<State>(
  { fingerprint }: { readonly fingerprint?: string },
  { optimizer, batchSize, seed, start }: IdentityOptions<State>,
): Parts {
  if (fingerprint === undefined) {
    throw new RangeError(
      "train: a function must have a fingerprint for a checkpoint, such as objectives have, got none",
    );
  }
  return {
    ...partsOf(fingerprint),
    optimizer: optimizerMark(optimizer, start),
    start: sha256(bytesOf(start)),
    seed: String(seed),
    "rows per step": String(batchSize),
  };
}

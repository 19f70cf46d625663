/**
 * How far two optimizers get apart on one network: both see the same batches in the same order, each follows its own
 * parameters from the same start.
 */
import type { Watch } from "../core/progress.js";
import { norm } from "../core/vector.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { train, type Trainable } from "../training/train.js";

export interface RunDifference {
  /** max over the steps of ‖θ − θ′‖ / ‖θ′‖. */
  readonly greatest: number;
  /** Coordinates whose bits were ever others; +0 and −0 are. */
  readonly otherBits: number;
  readonly steps: number;
  /** ‖θ′ − θ₀‖ / ‖θ₀‖ at the end: that the runs went anywhere. */
  readonly way: number;
}

export interface RunDifferenceOptions extends Watch {
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Default: the objective's. */
  readonly start?: Float64Array;
}

/** @param own Whose run the differences are relative to. */
export async function runDifference<A, B>(
  f: Trainable,
  own: Optimizer<A>,
  other: Optimizer<B>,
  { start = f.start, ...options }: RunDifferenceOptions,
): Promise<RunDifference> {
  const seen: Float64Array[] = [];
  await train(f, {
    ...options,
    start,
    optimizer: own,
    observers: [{ afterStep: ({ theta }) => void seen.push(theta.slice()) }],
  });
  let [steps, greatest] = [0, 0];
  const changed = new Uint8Array(f.size);
  const compare = (theta: Float64Array): void => {
    const expected = seen[steps++];
    const apart = theta.map((x, i) => x - expected[i]);
    theta.forEach((x, i) => (changed[i] ||= Object.is(x, expected[i]) ? 0 : 1));
    // Not Math.max with a plain 0: NaN must show.
    greatest = Math.max(greatest, norm(apart) / norm(expected));
  };
  await train(f, {
    ...options,
    start,
    optimizer: other,
    observers: [{ afterStep: ({ theta }) => compare(theta) }],
  });
  if (steps !== seen.length)
    throw new RangeError(`runDifference: runs must be as long, got ${steps} and ${seen.length}`);
  const moved = seen[seen.length - 1].map((x, i) => x - start[i]);
  return {
    greatest,
    otherBits: changed.reduce((sum, is) => sum + is, 0),
    steps,
    way: norm(moved) / norm(start),
  };
}

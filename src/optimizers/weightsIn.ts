/**
 * The weights among a network's parameters, as one vector in the order of the partition.
 */
import type { Partition } from "../core/partition.js";

export interface WeightsIn {
  readonly count: number;
  /** A new vector. */
  of(theta: Float64Array): Float64Array;
  /** θ with values added to its weights; a new vector. */
  plus(theta: Float64Array, values: Float64Array): Float64Array;
}

/** @throws Where no parameter is a weight. */
export function weightsIn({ parameters }: Partition): WeightsIn {
  const ranges = parameters.filter(({ role }) => role === "weight");
  if (ranges.length === 0) {
    const names = parameters.map(({ name }) => name).join(", ");
    throw new RangeError(`weightsIn: a parameter must be a weight, got ${names}`);
  }
  const count = ranges.reduce((sum, { size }) => sum + size, 0);
  return {
    count,
    of(theta) {
      const weights = new Float64Array(count);
      let at = 0;
      for (const { offset, size } of ranges) {
        weights.set(theta.subarray(offset, offset + size), at);
        at += size;
      }
      return weights;
    },
    plus(theta, values) {
      const sum = theta.slice();
      let at = 0;
      for (const { offset, size } of ranges) {
        for (let i = offset; i < offset + size; i++) sum[i] += values[at++];
      }
      return sum;
    },
  };
}

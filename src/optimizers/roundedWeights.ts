/** A network with binary weights: each weight at the sign that it has, biases and scales as they are. */
import { checkLength } from "../core/check.js";
import type { Partition } from "../core/partition.js";

/** @returns A new vector; 0 goes to +1. */
export function roundedWeights(theta: Float64Array, { size, parameters }: Partition): Float64Array {
  checkLength("roundedWeights", "theta", theta, size);
  const rounded = theta.slice();
  for (const { role, offset, size: own } of parameters) {
    if (role !== "weight") continue;
    for (let i = offset; i < offset + own; i++) rounded[i] = theta[i] < 0 ? -1 : 1;
  }
  return rounded;
}

/**
 * How much of a vector lies in each parameter: ‖v_p‖² / ‖v‖², shares that add up to 1.
 */
import { checkLength } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { dot } from "../core/vector.js";

export interface LayerMass {
  readonly name: string;
  readonly mass: number;
}

/** @param v Not the zero vector; P numbers, such as an eigenvector. */
export function layerMass({ size, parameters }: Partition, v: Float64Array): LayerMass[] {
  checkLength("layerMass", "v", v, size);
  const whole = dot(v, v);
  if (!(whole > 0 && whole < Infinity)) {
    throw new RangeError(`layerMass: v must have a finite norm > 0, got ${Math.sqrt(whole)}`);
  }
  return parameters.map(({ name, offset, size: count }) => {
    const part = v.subarray(offset, offset + count);
    return { name, mass: dot(part, part) / whole };
  });
}

/**
 * Between one flat float64 vector of all parameters and one array per parameter in the precision of
 * the programs.
 */
import { checkFinite, checkFloat64, checkLength, checkSingle } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { axpy, toSingle } from "../core/vector.js";
import type { NumericArray, Precision } from "../execute/executor.js";

/** Checks a flat vector; `caller` and `name` are for the error. */
export type SplitVector = (caller: string, name: string, vector: Float64Array) => NumericArray[];

export const splitVector =
  ({ size, parameters }: Partition, precision: Precision): SplitVector =>
  (caller, name, vector) => {
    const copy = checkedCopy(caller, name, vector, size, precision);
    return parameters.map((p) => copy.subarray(p.offset, p.offset + p.size));
  };

/** A copy also in float64: a linearization must not change when the caller's vector does. */
export function checkedCopy(
  caller: string,
  name: string,
  vector: Float64Array,
  size: number,
  precision: Precision,
): NumericArray {
  checkFloat64(caller, name, vector);
  checkLength(caller, name, vector, size);
  const single = precision === "float32";
  (single ? checkSingle : checkFinite)(caller, name, vector);
  return single ? toSingle(vector) : vector.slice();
}

/** Adds weight × (one array per parameter) to a flat vector. */
export function accumulate(
  { parameters }: Partition,
  weight: number,
  arrays: readonly NumericArray[],
  into: Float64Array,
): void {
  parameters.forEach(({ offset, size }, i) => {
    axpy(weight, arrays[i], into.subarray(offset, offset + size));
  });
}

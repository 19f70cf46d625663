/** The positions in θ of each slice of a parameter along one axis (θ holds it row-major). */
import { checkInteger } from "../core/check.js";
import type { Parameter } from "../core/partition.js";

/** @param axis Negative: counted from the end. */
export function axisSlices(
  { name, shape: own, offset, size }: Parameter,
  axis: number,
  caller: string,
): Int32Array[] {
  const shape = own.length > 0 ? own : [1]; // a scalar has one slice
  checkInteger(caller, `axis of ${name}`, axis, -shape.length, shape.length - 1);
  const at = axis < 0 ? axis + shape.length : axis;
  const count = shape[at];
  const inner = shape.slice(at + 1).reduce((a, b) => a * b, 1);
  const outer = size / (count * inner);
  return Array.from({ length: count }, (_, k) =>
    Int32Array.from({ length: outer * inner }, (_, j) => {
      const before = Math.floor(j / inner);
      return offset + (before * count + k) * inner + (j % inner);
    }),
  );
}

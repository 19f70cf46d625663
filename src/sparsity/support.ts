/**
 * Which coordinates a sparse point uses. Zero means exactly zero: no threshold is chosen anywhere.
 */
import { checkLength } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { ofRoles, type RolesOption } from "./measures.js";

export interface Support {
  /** Coordinates with θᵢ ≠ 0, ascending. */
  readonly on: Int32Array;
  /** Coordinates with θᵢ = 0, ascending. */
  readonly off: Int32Array;
}

/** @param roles As in `sparsityMeasures`: coordinates of other parameters are in neither list. */
export function support(
  theta: Float64Array,
  partition: Partition,
  { roles = ["weight"] }: RolesOption = {},
): Support {
  checkLength("support", "theta", theta, partition.size);
  const [on, off]: [number[], number[]] = [[], []];
  for (const { offset, size } of ofRoles("support", partition, roles))
    for (let i = offset; i < offset + size; i++) (theta[i] === 0 ? off : on).push(i);
  return { on: Int32Array.from(on), off: Int32Array.from(off) };
}

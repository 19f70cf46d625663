/** One group for each parameter, by its name. */
import type { Parameter, Partition } from "../core/partition.js";
import type { Group } from "./group.js";
import { matchingAny } from "./matching.js";

/** @param of Names, names with `*`, or roles. */
export function tensorGroups(
  partition: Partition,
  of: string | readonly string[] = "weight",
): Group[] {
  return matchingAny(partition, of, "prox.tensorGroups").map((parameter) => ({
    name: parameter.name,
    indices: positionsOf(parameter),
  }));
}

export const positionsOf = ({ offset, size }: Parameter): Int32Array =>
  Int32Array.from({ length: size }, (_, i) => offset + i);

/**
 * One group for each name, of all the parameters that its patterns mean: an operation in all cells of a network, a layer
 * with its normalisation. Groups that overlap are refused.
 */
import type { Partition } from "../core/partition.js";
import { checkGroups, type Group } from "./group.js";
import { matchingAny } from "./matching.js";
import { positionsOf } from "./tensorGroups.js";

/** @param patterns Names, names with `*`, or roles: `{ "edge 3": ["cell1/edge3/*", "cell2/edge3/*"] }`. */
export function namedGroups(
  partition: Partition,
  patterns: Readonly<Record<string, string | readonly string[]>>,
): Group[] {
  const groups = Object.entries(patterns).map(([name, of]) => {
    const found = matchingAny(partition, of, "prox.namedGroups");
    return { name, indices: Int32Array.from(found.flatMap((p) => [...positionsOf(p)])) };
  });
  checkGroups("prox.namedGroups", groups);
  return groups;
}

/**
 * One group for each filter of a convolution and each neuron's incoming weights of a dense layer: `conv1/kernel[3]`.
 * Positions are those of the partition that is given: of θ, or of the part that `parts` and `onWeights` hand over.
 */
import type { Partition } from "../core/partition.js";
import { axisSlices } from "./axisSlices.js";
import type { Group } from "./group.js";
import { matchingAny } from "./matching.js";

export interface FilterGroupsOptions {
  /** Names, names with `*`, or roles. Default: "weight". */
  readonly of?: string | readonly string[];
  /**
   * The axis whose slices are groups, negative ones from the end. Default: each parameter's filter axis, that of its
   * outputs; -2 is that of its inputs in layouts of tf.layers.
   */
  readonly axis?: number;
}

export function filterGroups(
  partition: Partition,
  { of = "weight", axis }: FilterGroupsOptions = {},
): Group[] {
  return matchingAny(partition, of, "prox.filterGroups").flatMap((parameter) => {
    const slices = axisSlices(parameter, axis ?? parameter.filterAxis, "prox.filterGroups");
    return slices.map((indices, k) => ({ name: `${parameter.name}[${k}]`, indices }));
  });
}

/**
 * One group for each filter or neuron with all that is its own, incoming weights, bias and scale: `conv1[3]`. Parameters
 * belong to one layer if their names are the same up to the last slash; a layer without weights has no groups.
 */
import type { Parameter, Partition } from "../core/partition.js";
import { axisSlices } from "./axisSlices.js";
import type { Group } from "./group.js";
import { matching } from "./matching.js";

export function neuronGroups(partition: Partition): Group[] {
  const layers = new Set(matching(partition, "weight", "prox.neuronGroups").map(layerOf));
  return [...layers].flatMap((layer) => {
    const own = partition.parameters.filter((p) => layerOf(p) === layer);
    const slices = own.map((p) => axisSlices(p, p.filterAxis, "prox.neuronGroups"));
    const counts = slices.map((each) => each.length);
    if (counts.some((count) => count !== counts[0])) {
      const got = own.map(({ name }, i) => `${counts[i]} of ${name}`).join(", ");
      throw new RangeError(
        `prox.neuronGroups: a layer's parameters must have equally many filters, got ${got}`,
      );
    }
    return slices[0].map((_, k) => ({
      name: `${layer}[${k}]`,
      indices: Int32Array.from(slices.flatMap((each) => [...each[k]])),
    }));
  });
}

/** `conv1` of `conv1/kernel`; a name without a slash is a layer of its own. */
const layerOf = ({ name }: Parameter): string =>
  name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : name;

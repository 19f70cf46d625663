/** The usual choice: weights are regularised; biases and scales are not. */
import type { Partition } from "../core/partition.js";
import { parts, type PartMap } from "./parts.js";
import type { ProximalMap } from "./proximalMap.js";

/** @param map A map, or what makes it of the weights: `(part) => groupLasso(mu, filterGroups(part))`. */
export const onWeights = (partition: Partition, map: PartMap): ProximalMap =>
  parts(partition, { weight: map });

/** The weights of a network over a training run as the panels of a heat map, one for each layer. */
import type { Partition } from "../core/partition.js";
import type { SparsityHeatmapInput } from "../figures/sparsityHeatmap.js";

export interface WeightsMoment {
  readonly step: number;
  readonly theta: Float64Array;
}

/** Matrices as they are; kernels of convolutions with a column for each filter. */
export function weightsOverTime(
  { parameters }: Partition,
  moments: readonly WeightsMoment[],
): SparsityHeatmapInput {
  const weights = parameters.filter(({ role }) => role === "weight");
  return {
    layers: weights.map(({ name, shape, offset, size }) => {
      const columns = shape[shape.length - 1];
      return {
        ...{ name, shape: [size / columns, columns] as const },
        values: moments.map(({ step, theta }) => ({
          step,
          values: theta.subarray(offset, offset + size),
        })),
      };
    }),
  };
}

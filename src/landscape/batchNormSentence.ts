/** What a result says of the batch normalisation of the model that it is of. */
import type { BatchNorm } from "../objective/batchNorm.js";

export function batchNormSentence(
  { layers, statistics, batchSize }: BatchNorm,
  samples: number,
): string {
  const of = `batch normalisation (${layers.join(", ")})`;
  if (statistics === "moving")
    return (
      `${of} has the model's moving statistics at all points, which belong to none of them; ` +
      `an objective with training: true recomputes mean and variance at each`
    );
  const rows =
    typeof batchSize === "number" && batchSize >= samples
      ? `all ${samples} rows together`
      : `each batch (${String(batchSize)} rows)`;
  return `${of} has mean and variance recomputed at every point, over ${rows}`;
}

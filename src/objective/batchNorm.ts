/**
 * Whose mean and variance the batch normalisation of a model uses. It decides which function of θ the loss is, and
 * far from the point where the moving statistics were gathered these belong to another network.
 */
export interface BatchNorm {
  /** Names of the layers. */
  readonly layers: readonly string[];
  /**
   * "batch": those of the batch at hand, at every θ anew (`training: true`). "moving": the numbers that the model
   * held when the objective first read it.
   */
  readonly statistics: "batch" | "moving";
  /** Rows per batch, or all sizes; one batch of all rows has the statistics of the whole data set. */
  readonly batchSize: number | readonly number[];
}

interface Found {
  /** Of layersModel. */
  readonly normalized?: readonly string[];
  readonly training?: boolean;
  readonly samples: number;
  readonly batchSize: number | readonly number[];
}

/** Nothing where there are no such layers, or where the function is not a tf.layers model. */
export function batchNormOf({ normalized = [], training, samples, batchSize }: Found): {
  readonly batchNorm?: BatchNorm;
} {
  if (normalized.length === 0) return {};
  const rows = typeof batchSize === "number" ? Math.min(batchSize, samples) : batchSize;
  const statistics = training ? "batch" : "moving";
  return { batchNorm: { layers: normalized, statistics, batchSize: rows } };
}

/** Objectives whose products come from elsewhere: right ones with a known mistake added. */
import { axpy } from "../../src/core/vector.js";
import { batches } from "../../src/objective/batches.js";
import type { Linearized, Objective } from "../../src/objective/objective.js";

/** Products of an objective's matrix at a point, maybe over some of its rows. */
export type Multiply = (
  theta: Float64Array,
  v: Float64Array,
  rows: ArrayLike<number> | undefined,
) => Promise<Float64Array>;

/** The same objective with other products, linearized or not. */
export function withProducts(f: Objective, multiply: Multiply): Objective {
  const linearize = (
    theta: Float64Array,
    { rows }: { rows?: ArrayLike<number> | undefined } = {},
  ) => {
    const apply = (v: Float64Array) => multiply(theta, v, rows);
    const applyMany = (vectors: readonly Float64Array[]) => Promise.all(vectors.map(apply));
    return { apply, applyMany, bytes: 0, close: () => undefined } satisfies Linearized;
  };
  return {
    ...f,
    linearize,
    product: (theta, v, options = {}) => linearize(theta, options).apply(v),
    with: () => f,
  };
}

/** Each right product is changed, whatever the settings. */
export function spoiled(
  f: Objective,
  spoil: (product: Float64Array, v: Float64Array) => Float64Array,
): Objective {
  const broken = withProducts(f, async (theta, v, rows) =>
    spoil(await f.product(theta, v, { rows }), v),
  );
  return { ...broken, with: (settings) => spoiled(f.with?.(settings) ?? f, spoil) };
}

/**
 * The classic mistake: batches are averaged (or summed) as if they all had as many rows.
 * @param weight Of each of so many batches.
 */
export function averagingBatches(
  f: Objective,
  batchSize: number | readonly number[],
  weight = (count: number): number => 1 / count,
): Objective {
  const broken = withProducts(f, async (theta, v, rows) => {
    const all = Int32Array.from(rows ?? Array.from({ length: f.samples }, (_, i) => i));
    const cut = batches(all.length, batchSize);
    const sum = new Float64Array(f.size);
    for (const { from, to } of cut) {
      const product = await f.product(theta, v, { rows: all.subarray(from, to) });
      axpy(weight(cut.length), product, sum);
    }
    return sum;
  });
  return {
    ...broken,
    with: ({ batchSize: other = batchSize }) => averagingBatches(f, other, weight),
  };
}

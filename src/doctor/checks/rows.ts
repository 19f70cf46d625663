/**
 * Is the product the mean over samples, however the rows are handed out?
 *
 *   order        rows in a random order give the same Hv
 *   split        Σ_b (n_b/N) H_b v = Hv for parts of uneven sizes
 *   batch size   other batches, of uneven sizes, give the same Hv
 *
 * An operator that averages or sums batches instead fails these, and so does a loss with batch
 * statistics, which is no mean over rows. Both sides are rounded: tolerance 2ε.
 */
import { axpy, norm } from "../../core/vector.js";
import { distance } from "../denseProducts.js";
import type { Measurement } from "../finding.js";
import type { Check, Subject } from "./check.js";
import { ratio } from "./products.js";

const remedy = "the loss must be a mean over rows that do not see each other (no batch statistics)";

type Regrouped = (subject: Subject) => Promise<Float64Array | { readonly skipped: string }>;

/** Compares with the product over all rows as the objective has them. */
function check(name: string, regrouped: Regrouped): Check {
  return {
    name: `invariance under ${name}`,
    async ask(subject) {
      const { f, theta, v } = subject;
      if (f.samples < 2) return { skipped: "there is one sample, or no data" };
      const other = await regrouped(subject);
      if ("skipped" in other) return other;
      const whole = await f.product(theta, v);
      const error = ratio(distance(other, whole), norm(whole));
      const tolerance = 2 * f.relativeError;
      const measurement: Measurement = { error, tolerance };
      return error <= tolerance ? measurement : { ...measurement, note: remedy };
    },
  };
}

const order: Regrouped = ({ f, theta, v, order: rows }) => f.product(theta, v, { rows });

const split: Regrouped = async ({ f, theta, v, order: rows }) => {
  const n = f.samples;
  const cuts = [0.5, 0.8].map((share) => Math.min(n - 1, Math.floor(share * n) + 1));
  const sum = new Float64Array(f.size);
  let from = 0;
  for (const to of [...cuts, n]) {
    if (to === from) continue;
    axpy((to - from) / n, await f.product(theta, v, { rows: rows.subarray(from, to) }), sum);
    from = to;
  }
  return sum;
};

const batchSize: Regrouped = async ({ f, theta, v }) => {
  const other = f.with?.({ batchSize: unevenSizes(f.samples) });
  if (!other) return { skipped: "this objective cannot be had with other batches" };
  try {
    return await other.product(theta, v);
  } finally {
    await other.close();
  }
};

/** Large and small batches in turn, so that they are not the objective's own: at most 40 and 20 rows. */
function unevenSizes(samples: number): number[] {
  const large = Math.floor(0.4 * Math.min(samples - 1, 100)) + 1;
  const sizes: number[] = [];
  for (let left = samples; left > 0; left -= sizes[sizes.length - 1]) {
    const size = sizes.length % 2 === 0 ? large : Math.ceil(large / 2);
    sizes.push(Math.min(size, left));
  }
  return sizes;
}

export const rowChecks: readonly Check[] = [
  check("order", order),
  check("split", split),
  check("batch size", batchSize),
];

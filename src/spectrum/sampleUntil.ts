/**
 * Grows an estimator look by look until the stopping rule is satisfied, the budget spent or the signal
 * aborted; or until the n products of the exact computation would be cheaper than the next look.
 */
import type { Outcome } from "../core/outcomes.js";
import type { ProductCounter } from "./productCounter.js";
import type { Verdict } from "./stoppingRule.js";
import type { TraceEstimator } from "./traceEstimator.js";

export type SampledStatus = Extract<
  Outcome,
  "tolerance" | "budget" | "precision" | "aborted" | "exact"
>;

/**
 * @param first Samples before the first look.
 * @param judge What the rule says to the samples so far; nothing where their result is exact.
 * @returns "compute" where the caller should compute exactly: the budget allows it.
 */
export async function sampleUntil(
  estimator: TraceEstimator,
  products: ProductCounter,
  first: number,
  judge: (last: boolean) => Verdict | undefined,
): Promise<SampledStatus | "compute"> {
  const affordable = Math.floor(products.budget / estimator.productsPerSample);
  let samples = Math.min(first, affordable);
  for (;;) {
    const cost = estimator.productsPerSample * samples;
    if (cost >= products.size && products.left >= products.size) return "compute";
    await estimator.grow(samples);
    const last = products.aborted || samples === affordable;
    const verdict = judge(last);
    if (!verdict) return "exact";
    if (verdict.met) return "tolerance";
    if (verdict.rounded) return "precision";
    if (last) return products.aborted ? "aborted" : "budget";
    const growth = Math.min(Math.max(1.25, verdict.growth), estimator.mostGrowth);
    samples = Math.min(Math.ceil(growth * samples), affordable);
  }
}

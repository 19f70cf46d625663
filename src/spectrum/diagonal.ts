/**
 * The diagonal of an operator from products with random signs z: d = z ∘ A z has mean diag A, and the
 * squared errors of the mean of k of them add up to (‖A‖²_F − Σᵢ aᵢᵢ²)/k on average.
 *
 * So it is a good estimate where the diagonal dominates. Where it does not, as with one outlying eigenvalue
 * whose vector is spread over all n entries, even n samples give no more than its size; small operators then
 * get the exact diagonal by n products, great ones an honest error bar. With signs the denominators Σ z² of
 * the paper are all k.
 *
 * Bekas, Kokiopoulou and Saad (2007), doi:10.1016/j.apnum.2007.01.003.
 */
import { norm } from "../core/vector.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { exactDiagonal } from "./exactDiagonal.js";
import { Hutchinson } from "./hutchinson.js";
import type { SampledValue } from "./moments.js";
import { ProductCounter } from "./productCounter.js";
import { sampleUntil, type SampledStatus } from "./sampleUntil.js";
import { checkStopping, type StoppingOptions } from "./stoppingOptions.js";
import { stoppingRule } from "./stoppingRule.js";

export interface DiagonalEstimate {
  readonly values: Float64Array;
  /** Of each entry. */
  readonly standardErrors: Float64Array;
  /** ‖values − diag A‖₂ is below this with the stated confidence. */
  readonly errorBound: number;
  readonly confidence: number;
  /** ‖A‖_F from the same products. */
  readonly frobenius: SampledValue;
  /** How many were made. */
  readonly products: number;
  /** Why it stopped; `outcomes` has a sentence for each. */
  readonly status: SampledStatus;
}

/** An aborted signal ends it with what is there; it rejects only if nothing is. */
export async function diagonal(
  operator: SymmetricOperator,
  options: StoppingOptions = {},
): Promise<DiagonalEstimate> {
  const { size } = operator;
  const choice = checkStopping("diagonal", size, { each: 1, kept: 0 }, options);
  const { tolerance, confidence } = choice;
  const products = new ProductCounter("diagonal", operator, choice.budget, options);
  const estimator = new Hutchinson(products, choice.seed);
  const rule = stoppingRule(confidence);
  let found: Found | undefined;
  const status = await sampleUntil(estimator, products, rule.first, (last) => {
    const { mean, standardErrors } = estimator.entries;
    const { freedom, frobenius } = estimator.estimate() ?? products.nothing();
    const target = (bound: number): number =>
      tolerance * Math.max(norm(mean) - bound, frobenius.value / Math.sqrt(size));
    const verdict = rule.judge({
      standardError: norm(standardErrors),
      freedom,
      rounding: products.relativeError * frobenius.value,
      target,
      last,
    });
    found = { values: mean.slice(), standardErrors, errorBound: verdict.halfWidth, frobenius };
    return verdict;
  });
  const computed = status === "compute" ? await computedDiagonal(products) : undefined;
  return {
    ...(computed ?? found ?? products.nothing()),
    confidence,
    products: products.done,
    status: status !== "compute" ? status : computed ? "exact" : "aborted",
  };
}

type Found = Pick<DiagonalEstimate, "values" | "standardErrors" | "errorBound" | "frobenius">;

async function computedDiagonal(products: ProductCounter): Promise<Found | undefined> {
  const exact = await exactDiagonal(products);
  if (!exact) return undefined;
  return {
    values: exact.values,
    standardErrors: new Float64Array(products.size),
    errorBound: products.relativeError * exact.frobenius,
    frobenius: { value: exact.frobenius, standardError: 0 },
  };
}

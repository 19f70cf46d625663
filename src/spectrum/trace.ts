/**
 * The trace of an operator, the sum of its eigenvalues, from products with random vectors: with an
 * interval, and with as many products as the tolerance asks for.
 *
 *   "xtrace"      the default: best where some eigenvalues stand out or all decay, as those of losses do;
 *                 keeps as many vectors as products are made
 *   "hutch++"     nearly as good there; keeps two vectors for three products
 *   "hutchinson"  keeps nothing, so it is for operators of very many parameters; errors fall as 1/√products
 *
 * The first look at the error is after ten samples (10 products for "hutchinson", 20 for "xtrace", 30 for
 * "hutch++"), later ones where the rule expects to stop. An operator whose rank is small, or whose size is
 * small against what the tolerance asks for, gets its exact trace.
 */
import { checkChoice } from "../core/check.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { exactDiagonal } from "./exactDiagonal.js";
import { Hutchinson } from "./hutchinson.js";
import { HutchPlusPlus } from "./hutchPlusPlus.js";
import type { SampledValue } from "./moments.js";
import { ProductCounter } from "./productCounter.js";
import { sampleUntil, type SampledStatus } from "./sampleUntil.js";
import { checkStopping, type StoppingOptions } from "./stoppingOptions.js";
import { stoppingRule } from "./stoppingRule.js";
import type { TraceSample } from "./traceEstimator.js";
import { XTrace } from "./xtrace.js";

/** Products per sample, and vectors kept for each. */
const methods = {
  hutchinson: { estimator: Hutchinson, products: 1, kept: 0 },
  "hutch++": { estimator: HutchPlusPlus, products: 3, kept: 2 },
  xtrace: { estimator: XTrace, products: 2, kept: 2 },
} as const;

export type TraceMethod = keyof typeof methods;

export interface TraceOptions extends StoppingOptions {
  /** Default "xtrace". */
  readonly method?: TraceMethod;
}

export interface TraceEstimate extends SampledValue {
  /** Holds the trace with the stated confidence; wider than ± 2 standard errors: few samples, several looks. */
  readonly interval: readonly [number, number];
  readonly confidence: number;
  /** ‖A‖_F, the root of the sum of the squared eigenvalues, from the same products. */
  readonly frobenius: SampledValue;
  readonly method: TraceMethod;
  /** How many were made. */
  readonly products: number;
  /** Why it stopped; `outcomes` has a sentence for each. */
  readonly status: SampledStatus;
}

/** An aborted signal ends it with what is there; it rejects only if nothing is. */
export async function trace(
  operator: SymmetricOperator,
  { method = "xtrace", ...options }: TraceOptions = {},
): Promise<TraceEstimate> {
  checkChoice("trace", "method", method, Object.keys(methods) as TraceMethod[]);
  const { products: each, kept, estimator: Estimator } = methods[method];
  const { tolerance, confidence, seed, budget } = checkStopping(
    "trace",
    operator.size,
    { each, kept },
    options,
  );
  const products = new ProductCounter("trace", operator, budget, options);
  const estimator = new Estimator(products, seed);
  const rule = stoppingRule(confidence);
  let found: Found | undefined;
  const status = await sampleUntil(estimator, products, rule.first, (last) => {
    const sample = estimator.estimate();
    if (!sample) return products.nothing();
    const { value, frobenius } = sample;
    const target = (half: number): number =>
      tolerance * Math.max(Math.abs(value) - half, frobenius.value);
    const rounding = roundingOf(sample, products);
    const verdict = rule.judge({ ...sample, rounding, target, last });
    found = { ...sample, halfWidth: verdict.halfWidth };
    return sample.outside === undefined ? verdict : undefined;
  });
  const computed = status === "compute" ? await computedTrace(products) : undefined;
  const { value, standardError, frobenius, halfWidth } = computed ?? found ?? products.nothing();
  return {
    value,
    standardError,
    interval: [value - halfWidth, value + halfWidth],
    confidence,
    frobenius,
    method,
    products: products.done,
    status: status !== "compute" ? status : computed ? "exact" : "aborted",
  };
}

interface Found extends SampledValue {
  readonly frobenius: SampledValue;
  readonly halfWidth: number;
}

async function computedTrace(products: ProductCounter): Promise<Found | undefined> {
  const exact = await exactDiagonal(products);
  if (!exact) return undefined;
  const value = exact.values.reduce((a, b) => a + b, 0);
  const frobenius = { value: exact.frobenius, standardError: 0 };
  const halfWidth = roundingOf({ frobenius }, products);
  return { value, standardError: 0, frobenius, halfWidth };
}

/**
 * What errors of products can move the trace by, if they are unrelated; and what a part of A of Frobenius
 * norm `outside`, taken for rounding, can add to it.
 */
function roundingOf(
  { frobenius, outside = 0 }: Pick<TraceSample, "frobenius" | "outside">,
  { size, relativeError }: ProductCounter,
): number {
  return Math.sqrt(size) * (relativeError * frobenius.value + outside);
}

/**
 * Checks an objective of the user's own at a point: whether its Hessian products are those of one
 * symmetric matrix, the mean over all samples, and the derivative of its gradient. About fifteen products
 * over all rows, and `seconds` of float64 at most twice.
 */
import { checkFinite, checkLength, checkPositive } from "../core/check.js";
import { tick, type Watch } from "../core/progress.js";
import { random } from "../core/random.js";
import type { Objective } from "../objective/objective.js";
import type { Check, Subject } from "./checks/check.js";
import { float64Checks } from "./checks/float64.js";
import { productChecks } from "./checks/products.js";
import { rowChecks } from "./checks/rows.js";
import { Diagnosis } from "./diagnosis.js";
import { failed, judged, skipped, type Finding } from "./finding.js";

export interface DoctorOptions extends Watch {
  /** Of the vectors and of the order of rows. */
  readonly seed?: number;
  /** A check that needs float64 is left out where it would take longer. Default 30. */
  readonly seconds?: number;
}

export const checks: readonly Check[] = [...productChecks, ...rowChecks, ...float64Checks];

/** @param theta P numbers: a generic point, such as after a few steps of training. */
export async function doctor(
  f: Objective,
  theta: Float64Array,
  { seed = 0, seconds = 30, ...watch }: DoctorOptions = {},
): Promise<Diagnosis> {
  checkLength("doctor", "theta", theta, f.size);
  checkFinite("doctor", "theta", theta);
  checkPositive("doctor", "seconds", seconds);
  const signs = (stream: string): Float64Array => {
    const draw = random(seed, stream);
    return Float64Array.from({ length: f.size }, () => draw.sign());
  };
  const order = random(seed, "doctor rows").permutation(f.samples);
  const at = theta.slice();
  const subject = { f, theta: at, u: signs("doctor u"), v: signs("doctor v"), order, seconds };
  const findings: Finding[] = [];
  for (const check of checks) {
    findings.push(await answer(check, subject));
    await tick(watch, findings.length, checks.length, "checks");
  }
  return new Diagnosis(findings);
}

async function answer({ name, ask }: Check, subject: Subject): Promise<Finding> {
  const { executor } = subject.f;
  try {
    const result = await ask(subject);
    if ("skipped" in result) return skipped(name, executor, result.skipped);
    return judged(name, executor, result);
  } catch (error) {
    return failed(name, executor, error);
  }
}

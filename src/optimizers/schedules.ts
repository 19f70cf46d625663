/**
 * Schedules: a rate for each step t = 0, 1, …. Wherever a rate is asked for, a number is a constant schedule.
 */
import { checkFinite, checkInteger, checkNonNegative, checkPositive } from "../core/check.js";

/** @param step Steps taken before this one. */
export type Schedule = (step: number) => number;

/** The same value always. */
export function constant(value: number): Schedule {
  checkPositive("schedules.constant", "value", value);
  return named(`constant(${value})`, () => value);
}

/**
 * initial / (t + offset)^exponent: the decay of ProxSGD, whose released code has the offset 4. The first value is
 * initial / offset^exponent.
 */
export function powerLaw(settings: {
  readonly initial: number;
  readonly exponent: number;
  readonly offset?: number;
}): Schedule {
  const { initial, exponent, offset = 4 } = settings;
  checkPositive("schedules.powerLaw", "initial", initial);
  checkNonNegative("schedules.powerLaw", "exponent", exponent);
  checkPositive("schedules.powerLaw", "offset", offset);
  const text = `{ initial: ${initial}, exponent: ${exponent}, offset: ${offset} }`;
  return named(`powerLaw(${text})`, (step) => initial / (step + offset) ** exponent);
}

/**
 * Half a period of the cosine from `initial` to `final` over `steps` steps, `final` from there on.
 * Loshchilov & Hutter (2017), arXiv:1608.03983, without restarts.
 */
export function cosine(settings: {
  readonly initial: number;
  /** Default 0. */
  readonly final?: number;
  readonly steps: number;
}): Schedule {
  const { initial, final = 0, steps } = settings;
  checkPositive("schedules.cosine", "initial", initial);
  checkNonNegative("schedules.cosine", "final", final);
  checkInteger("schedules.cosine", "steps", steps, 1);
  return named(`cosine({ initial: ${initial}, final: ${final}, steps: ${steps} })`, (step) => {
    const share = (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps)) / 2;
    return final + (initial - final) * share;
  });
}

/** `initial`, times `factor` at each of the steps `at`. */
export function stepwise(settings: {
  readonly initial: number;
  readonly factor: number;
  readonly at: readonly number[];
}): Schedule {
  const { initial, factor } = settings;
  const at = [...settings.at];
  checkPositive("schedules.stepwise", "initial", initial);
  checkPositive("schedules.stepwise", "factor", factor);
  checkFinite("schedules.stepwise", "at", at);
  const text = `{ initial: ${initial}, factor: ${factor}, at: [${at.join(", ")}] }`;
  return named(
    `stepwise(${text})`,
    (step) => initial * factor ** at.filter((drop) => step >= drop).length,
  );
}

/**
 * A schedule behind a linear rise: times (t + 1)/steps until it is 1. Goyal et al. (2017), arXiv:1706.02677.
 *
 * @param after A schedule, or a number; it runs from step 0, too.
 */
export function warmUp(after: number | Schedule, { steps }: { readonly steps: number }): Schedule {
  checkInteger("schedules.warmUp", "steps", steps, 1);
  const full = typeof after === "number" ? constant(after) : after;
  return named(
    `warmUp(${full.name}, { steps: ${steps} })`,
    (step) => full(step) * Math.min(1, (step + 1) / steps),
  );
}

/** A function's own name, with its settings: a checkpoint tells schedules apart by it. */
function named(name: string, schedule: Schedule): Schedule {
  return Object.defineProperty(schedule, "name", { value: name });
}

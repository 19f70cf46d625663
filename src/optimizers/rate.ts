/**
 * A rate: a number, or a schedule that gives one for each step, with its rule checked.
 */
import { checkPositive } from "../core/check.js";
import type { Schedule } from "./schedules.js";

export type Rate = number | Schedule;

export interface RateRule {
  /** The greatest value allowed. Default: any. */
  readonly most?: number;
  /** A schedule may end at 0, where the rate only scales the step. Default: it may not. */
  readonly zero?: boolean;
}

/** A number is checked here, a schedule at each step that asks for it. */
export function checkedRate(
  caller: string,
  name: string,
  given: Rate,
  { most = Infinity, zero = false }: RateRule = {},
): Schedule {
  const check = (value: number, at: string): void => {
    if (value <= most && Number.isFinite(value) && (value > 0 || (zero && value === 0))) return;
    const low = zero && at !== "" ? "≥ 0" : "> 0";
    const rule = most === Infinity ? `a finite number ${low}` : `${low} and ≤ ${most}`;
    throw new RangeError(`${caller}: ${name} must be ${rule}, got ${value}${at}`);
  };
  if (typeof given === "number") {
    if (most === Infinity) checkPositive(caller, name, given);
    else check(given, "");
    return () => given;
  }
  return (step) => {
    const value = given(step);
    check(value, ` at step ${step}`);
    return value;
  };
}

/**
 * When an estimate from growing numbers of random samples may stop: a target error and a confidence
 * level instead of a fixed count.
 *
 * Who looks at an interval several times and stops at the first that is short enough is wrong more
 * often than each interval says. So look number j gets the share α/2ʲ of the allowed risk
 * α = 1 − confidence, and a look that is known to be the last all that is left: together at most α, for
 * any number of looks (union bound). The half-width is t · standard error + what rounding of products
 * can move, with Student's t, because the standard error is an estimate too.
 */
import { studentT } from "./studentT.js";

/**
 * Samples before the first look. From ten on the intervals are right even for one outlying eigenvalue,
 * where the estimate is a mean of χ² variables with one degree of freedom (the coverage tests). And k signs
 * are all equal with probability 2¹⁻ᵏ, which looks as if there were no noise: that must be rare enough, too.
 */
function firstLook(confidence: number): number {
  return Math.max(10, Math.ceil(1 + Math.log2(2 / (1 - confidence))));
}

export interface Look {
  readonly standardError: number;
  /** Degrees of freedom of the standard error; 0 where there is none. */
  readonly freedom: number;
  /** What is no noise but uncertain, in the same unit: rounding. */
  readonly rounding: number;
  /** The error that is asked for, given the half-width. */
  readonly target: (halfWidth: number) => number;
  /** No look follows, whatever this one says: the budget or the caller ends here. */
  readonly last: boolean;
}

export interface Verdict {
  /** The error is below this with the stated confidence, all looks together. */
  readonly halfWidth: number;
  readonly met: boolean;
  /** More samples would not help: what is left is rounding. */
  readonly rounded: boolean;
  /** How many times as many samples the next look should have, if errors fall as 1/√samples. */
  readonly growth: number;
}

export interface StoppingRule {
  /** Samples before the first look. */
  readonly first: number;
  /** To be called for one look after the other. */
  readonly judge: (look: Look) => Verdict;
}

export function stoppingRule(confidence: number): StoppingRule {
  let risk = 1 - confidence; // not yet spent
  const judge = ({ standardError, freedom, rounding, target, last }: Look): Verdict => {
    const spent = last ? risk : risk / 2;
    risk -= spent;
    const noise = freedom < 1 ? Infinity : standardError * studentT(spent, freedom);
    const halfWidth = noise + rounding;
    const met = halfWidth <= target(halfWidth);
    const rounded = noise <= rounding;
    if (last || freedom < 1) return { halfWidth, met, rounded, growth: 1 };
    const next = standardError * studentT(risk / 2, freedom);
    const room = target(0) - rounding;
    return { halfWidth, met, rounded, growth: room > 0 ? 1.1 * (next / room) ** 2 : Infinity };
  };
  return { first: firstLook(confidence), judge };
}

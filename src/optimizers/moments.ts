/**
 * The two exponential averages that Adam and its relatives keep,
 *
 *   m ← β₁ m + (1 − β₁) g,   r ← β₂ r + (1 − β₂) g²,
 *
 * and the share 1 − βᵗ of them that the zeros they began with have left: the bias correction.
 */
import { checkInterval, checkPositive } from "../core/check.js";
import type { Rate } from "./rate.js";

export interface MomentOptions {
  /** Learning rate η > 0, or a schedule. Default 0.001, as in the paper on Adam. */
  readonly learningRate?: Rate;
  /** In [0, 1). Default 0.9, from the same paper. */
  readonly beta1?: number;
  /** In [0, 1). Default 0.999, from the same paper. */
  readonly beta2?: number;
  /** Added to the root of r. Default 1e-8, from the same paper. */
  readonly delta?: number;
}

/** State of plain data. */
export interface Moments {
  /** Steps taken. */
  readonly step: number;
  readonly momentum: Float64Array;
  readonly squares: Float64Array;
}

/** The options with their defaults, checked. */
export function momentSettings(caller: string, options: MomentOptions): Required<MomentOptions> {
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, delta = 1e-8 } = options;
  checkInterval(caller, "beta1", beta1, 0, 1);
  checkInterval(caller, "beta2", beta2, 0, 1);
  checkPositive(caller, "delta", delta);
  return { learningRate, beta1, beta2, delta };
}

export const noMoments = (size: number): Moments => ({
  step: 0,
  momentum: new Float64Array(size),
  squares: new Float64Array(size),
});

/** New vectors, in one pass. */
export function nextMoments(
  before: Moments,
  gradient: Float64Array,
  { beta1, beta2 }: { readonly beta1: number; readonly beta2: number },
): Moments {
  const momentum = new Float64Array(gradient.length);
  const squares = new Float64Array(gradient.length);
  for (let i = 0; i < gradient.length; i++) {
    const g = gradient[i];
    momentum[i] = beta1 * before.momentum[i] + (1 - beta1) * g;
    squares[i] = beta2 * before.squares[i] + (1 - beta2) * g * g;
  }
  return { step: before.step + 1, momentum, squares };
}

/** 1 − β^{t+1}: the weight that t + 1 gradients have in an average that began with 0. */
export const biasCorrection = (beta: number, step: number): number => 1 - beta ** (step + 1);

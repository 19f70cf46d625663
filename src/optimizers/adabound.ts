/**
 * AdaBound: Adam whose rate of each coordinate is kept between bounds that close in on a final rate,
 *
 *   step = −clip(ηₜ/(√r + δ), lₜ, uₜ) m,   ηₜ = η √(1 − β₂ᵗ)/(1 − β₁ᵗ),
 *   lₜ = η∞ (1 − 1/(γt + 1)),   uₜ = η∞ (1 + 1/(γt))   (t from 1; averages in moments.ts).
 *
 * Luo et al. (2019), arXiv:1902.09843, in the form of its released code: the paper's own recursion has no bias
 * corrections and divides by √t. There the bounds move with a schedule of η; here they have one of their own.
 */
import { checkLength, checkPositive } from "../core/check.js";
import {
  biasCorrection,
  momentSettings,
  nextMoments,
  noMoments,
  type MomentOptions,
  type Moments,
} from "./moments.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { checkedRate, type Rate } from "./rate.js";

export interface AdaboundOptions extends MomentOptions {
  /** η∞: the rate of SGD with momentum that it ends as. Default 0.1, as in the released code. */
  readonly finalRate?: Rate;
  /** How fast the bounds close. Default 0.001, as in the released code. */
  readonly gamma?: number;
}

export type AdaboundState = Moments;

export function adabound(options: AdaboundOptions = {}): Optimizer<AdaboundState> {
  const { finalRate = 0.1, gamma = 0.001 } = options;
  const settings = momentSettings("adabound", options);
  const rate = checkedRate("adabound", "learningRate", settings.learningRate, { zero: true });
  const final = checkedRate("adabound", "finalRate", finalRate, { zero: true });
  checkPositive("adabound", "gamma", gamma);
  return {
    name: optimizerName("adabound", { ...settings, finalRate, gamma }),
    init: (theta) => noMoments(theta.length),
    update(gradient, before, theta) {
      checkLength("adabound", "gradient", gradient, theta.length);
      const eta = correctedRate(rate(before.step), settings, before.step);
      const [low, high] = bounds(final(before.step), gamma, before.step);
      const state = nextMoments(before, gradient, settings);
      const step = new Float64Array(theta.length);
      for (let i = 0; i < step.length; i++) {
        const own = eta / (Math.sqrt(state.squares[i]) + settings.delta);
        step[i] = -Math.min(Math.max(own, low), high) * state.momentum[i];
      }
      return { step, state };
    },
  };
}

/** η √(1 − β₂ᵗ)/(1 − β₁ᵗ), t = step + 1. */
export const correctedRate = (
  eta: number,
  { beta1, beta2 }: { readonly beta1: number; readonly beta2: number },
  step: number,
): number => (eta * Math.sqrt(biasCorrection(beta2, step))) / biasCorrection(beta1, step);

/** [lₜ, uₜ], t = step + 1. */
export function bounds(final: number, gamma: number, step: number): readonly [number, number] {
  const t = step + 1;
  return [final * (1 - 1 / (gamma * t + 1)), final * (1 + 1 / (gamma * t))];
}

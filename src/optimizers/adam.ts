/**
 * Adam: momentum over the root of the average square, both freed of their start,
 *
 *   step = −η m̂/(√r̂ + δ),   m̂ = m/(1 − β₁ᵗ),   r̂ = r/(1 − β₂ᵗ)   (t from 1; averages in moments.ts).
 *
 * Kingma & Ba (2015), arXiv:1412.6980, Algorithm 1.
 */
import { checkLength } from "../core/check.js";
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
import { checkedRate } from "./rate.js";

export type AdamOptions = MomentOptions;
export type AdamState = Moments;

export function adam(options: AdamOptions = {}): Optimizer<AdamState> {
  const settings = momentSettings("adam", options);
  const { beta1, beta2, delta } = settings;
  const rate = checkedRate("adam", "learningRate", settings.learningRate, { zero: true });
  return {
    name: optimizerName("adam", { ...settings }),
    init: (theta) => noMoments(theta.length),
    update(gradient, before, theta) {
      checkLength("adam", "gradient", gradient, theta.length);
      const eta = rate(before.step) / biasCorrection(beta1, before.step);
      const correction = biasCorrection(beta2, before.step);
      const state = nextMoments(before, gradient, settings);
      const step = new Float64Array(theta.length);
      for (let i = 0; i < step.length; i++) {
        step[i] = (-eta * state.momentum[i]) / (Math.sqrt(state.squares[i] / correction) + delta);
      }
      return { step, state };
    },
  };
}

/**
 * AMSGrad: Adam, divided by the greatest average square so far instead of the present one,
 *
 *   s ← max(s, r),   step = −η m̂/(√(s/(1 − β₂ᵗ)) + δ)   (t from 1; averages in moments.ts).
 *
 * Reddi, Kale & Kumar (2018), arXiv:1904.09237, Algorithm 2, which has neither bias corrections nor δ
 * (`biasCorrected: false`); with them the form of PyTorch and Keras, the default.
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

export interface AmsgradOptions extends MomentOptions {
  /** Default true. */
  readonly biasCorrected?: boolean;
}

export interface AmsgradState extends Moments {
  readonly greatest: Float64Array;
}

export function amsgrad(options: AmsgradOptions = {}): Optimizer<AmsgradState> {
  const { biasCorrected = true } = options;
  const settings = momentSettings("amsgrad", options);
  const rate = checkedRate("amsgrad", "learningRate", settings.learningRate, { zero: true });
  return {
    name: optimizerName("amsgrad", { ...settings, biasCorrected }),
    init: (theta) => ({ ...noMoments(theta.length), greatest: new Float64Array(theta.length) }),
    update(gradient, before, theta) {
      checkLength("amsgrad", "gradient", gradient, theta.length);
      const [first, second] = [settings.beta1, settings.beta2].map((beta) =>
        biasCorrected ? biasCorrection(beta, before.step) : 1,
      );
      const eta = rate(before.step) / first;
      const state = nextMoments(before, gradient, settings);
      const greatest = before.greatest.slice();
      const step = new Float64Array(theta.length);
      for (let i = 0; i < step.length; i++) {
        if (state.squares[i] > greatest[i]) greatest[i] = state.squares[i];
        step[i] = (-eta * state.momentum[i]) / (Math.sqrt(greatest[i] / second) + settings.delta);
      }
      return { step, state: { ...state, greatest } };
    },
  };
}

/**
 * RMSprop: gradients over the root of their average square,
 *
 *   r ← β r + (1 − β) g²,   step = −η g/(√r + δ).
 *
 * Hinton, Srivastava & Swersky (2012), Neural Networks for Machine Learning, lecture 6; the form of PyTorch.
 */
import { checkInterval, checkLength, checkPositive } from "../core/check.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { checkedRate, type Rate } from "./rate.js";

export interface RmspropOptions {
  /** Learning rate η > 0, or a schedule. */
  readonly learningRate: Rate;
  /** In [0, 1). Default 0.99, as in PyTorch. */
  readonly beta?: number;
  /** Default 1e-8, as in PyTorch. */
  readonly delta?: number;
}

export interface RmspropState {
  /** Steps taken. */
  readonly step: number;
  readonly squares: Float64Array;
}

export function rmsprop(options: RmspropOptions): Optimizer<RmspropState> {
  const { learningRate, beta = 0.99, delta = 1e-8 } = options;
  const rate = checkedRate("rmsprop", "learningRate", learningRate, { zero: true });
  checkInterval("rmsprop", "beta", beta, 0, 1);
  checkPositive("rmsprop", "delta", delta);
  return {
    name: optimizerName("rmsprop", { learningRate, beta, delta }),
    init: (theta) => ({ step: 0, squares: new Float64Array(theta.length) }),
    update(gradient, before, theta) {
      checkLength("rmsprop", "gradient", gradient, theta.length);
      const eta = rate(before.step);
      const squares = new Float64Array(theta.length);
      const step = new Float64Array(theta.length);
      for (let i = 0; i < step.length; i++) {
        const g = gradient[i];
        squares[i] = beta * before.squares[i] + (1 - beta) * g * g;
        step[i] = (-eta * g) / (Math.sqrt(squares[i]) + delta);
      }
      return { step, state: { step: before.step + 1, squares } };
    },
  };
}

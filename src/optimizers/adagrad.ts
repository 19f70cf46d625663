/**
 * Adagrad: gradients over the root of the sum of their squares,
 *
 *   r ← r + g²,   step = −η g/(√r + δ).
 *
 * Duchi, Hazan & Singer (2011), JMLR 12:2121; the form of PyTorch.
 */
import { checkLength, checkPositive } from "../core/check.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { checkedRate, type Rate } from "./rate.js";

export interface AdagradOptions {
  /** Learning rate η > 0, or a schedule. */
  readonly learningRate: Rate;
  /** Default 1e-10, as in PyTorch. */
  readonly delta?: number;
}

export interface AdagradState {
  /** Steps taken. */
  readonly step: number;
  readonly squares: Float64Array;
}

export function adagrad({ learningRate, delta = 1e-10 }: AdagradOptions): Optimizer<AdagradState> {
  const rate = checkedRate("adagrad", "learningRate", learningRate, { zero: true });
  checkPositive("adagrad", "delta", delta);
  return {
    name: optimizerName("adagrad", { learningRate, delta }),
    init: (theta) => ({ step: 0, squares: new Float64Array(theta.length) }),
    update(gradient, before, theta) {
      checkLength("adagrad", "gradient", gradient, theta.length);
      const eta = rate(before.step);
      const squares = new Float64Array(theta.length);
      const step = new Float64Array(theta.length);
      for (let i = 0; i < step.length; i++) {
        squares[i] = before.squares[i] + gradient[i] * gradient[i];
        step[i] = (-eta * gradient[i]) / (Math.sqrt(squares[i]) + delta);
      }
      return { step, state: { step: before.step + 1, squares } };
    },
  };
}

/**
 * Stochastic gradient descent with momentum:
 *
 *   v ← β v + g,   step = −η v             heavy ball (β = 0: plain gradient descent)
 *                  step = −η (g + β v)     Nesterov: the gradient that v leads to, to first order
 *
 * Polyak (1964), doi:10.1016/0041-5553(64)90137-5; Sutskever et al. (2013), PMLR 28:1139; the forms of PyTorch.
 */
import { checkInterval, checkLength } from "../core/check.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { checkedRate, type Rate } from "./rate.js";

export interface SgdOptions {
  /** Learning rate η > 0, or a schedule. */
  readonly learningRate: Rate;
  /** β in [0, 1). Default 0. */
  readonly momentum?: number;
  /** Default false: heavy ball. */
  readonly nesterov?: boolean;
}

export interface SgdState {
  /** Steps taken. */
  readonly step: number;
  readonly velocity: Float64Array;
}

export function sgd(options: SgdOptions): Optimizer<SgdState> {
  const { learningRate, momentum = 0, nesterov = false } = options;
  const rate = checkedRate("sgd", "learningRate", learningRate, { zero: true });
  checkInterval("sgd", "momentum", momentum, 0, 1);
  return {
    name: optimizerName("sgd", { learningRate, momentum, nesterov }),
    init: (theta) => ({ step: 0, velocity: new Float64Array(theta.length) }),
    update(gradient, state, theta) {
      checkLength("sgd", "gradient", gradient, theta.length);
      const eta = rate(state.step);
      const velocity = new Float64Array(theta.length);
      const step = new Float64Array(theta.length);
      for (let i = 0; i < step.length; i++) {
        const v = momentum * state.velocity[i] + gradient[i];
        velocity[i] = v;
        step[i] = -eta * (nesterov ? gradient[i] + momentum * v : v);
      }
      return { step, state: { step: state.step + 1, velocity } };
    },
  };
}

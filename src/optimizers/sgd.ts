/**
 * Stochastic gradient descent with heavy-ball momentum:
 *
 *   v ← β v + g,   step = −η v   (β = 0: plain gradient descent).
 *
 * Polyak (1964), doi:10.1016/0041-5553(64)90137-5; the form of PyTorch and of GradVis' experiments.
 */
import { checkInterval, checkLength, checkPositive } from "../core/check.js";
import type { Optimizer } from "./optimizer.js";

export interface SgdOptions {
  /** Learning rate η > 0. */
  readonly learningRate: number;
  /** β in [0, 1). */
  readonly momentum?: number;
}

export interface SgdState {
  readonly velocity: Float64Array;
}

export function sgd({ learningRate, momentum = 0 }: SgdOptions): Optimizer<SgdState> {
  checkPositive("sgd", "learningRate", learningRate);
  checkInterval("sgd", "momentum", momentum, 0, 1);
  return {
    init: (theta) => ({ velocity: new Float64Array(theta.length) }),
    update(gradient, { velocity }, theta) {
      checkLength("sgd", "gradient", gradient, theta.length);
      const next = velocity.map((v, i) => momentum * v + gradient[i]);
      return { step: next.map((v) => -learningRate * v), state: { velocity: next } };
    },
  };
}

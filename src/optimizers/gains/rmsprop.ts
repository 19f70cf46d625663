/**
 * The gain of RMSprop: τ = √r + δ with r ← β r + (1 − β) g².
 */
import { checkInterval, checkPositive } from "../../core/check.js";
import { optimizerName } from "../optimizerName.js";
import type { Gain } from "./gain.js";
import { rootOfAverage } from "./rootOfAverage.js";

export interface RmspropGainOptions {
  /** In [0, 1). Default 0.99, as in PyTorch. */
  readonly beta?: number;
  /** Default 1e-8, as in PyTorch. */
  readonly delta?: number;
}

export function rmsprop({ beta = 0.99, delta = 1e-8 }: RmspropGainOptions = {}): Gain {
  checkInterval("gains.rmsprop", "beta", beta, 0, 1);
  checkPositive("gains.rmsprop", "delta", delta);
  return {
    name: optimizerName("rmsprop", { beta, delta }),
    init: (size) => ({ squares: new Float64Array(size) }),
    update(gradient, state) {
      const settings = { beta, delta, correction: 1 };
      const { tau, squares } = rootOfAverage(state["squares"], gradient, settings);
      return { tau, state: { squares } };
    },
  };
}

/**
 * The gain of AMSGrad: τ = √(s/(1 − βᵗ)) + δ with s ← max(s, r), r ← β r + (1 − β) g², t from 1.
 */
import { checkInterval, checkPositive } from "../../core/check.js";
import { biasCorrection } from "../moments.js";
import { optimizerName } from "../optimizerName.js";
import type { AdamGainOptions } from "./adam.js";
import type { Gain } from "./gain.js";

export interface AmsgradGainOptions extends AdamGainOptions {
  /** Default true; false is the paper's recursion, whose τ never shrinks. */
  readonly biasCorrected?: boolean;
}

export function amsgrad(options: AmsgradGainOptions = {}): Gain {
  const { beta = 0.999, delta = 1e-8, biasCorrected = true } = options;
  checkInterval("gains.amsgrad", "beta", beta, 0, 1);
  checkPositive("gains.amsgrad", "delta", delta);
  return {
    name: optimizerName("amsgrad", { beta, delta, biasCorrected }),
    init: (size) => ({ squares: new Float64Array(size), greatest: new Float64Array(size) }),
    update(gradient, before, step) {
      const correction = biasCorrected ? biasCorrection(beta, step) : 1;
      const { squares: averages, greatest: maxima } = before;
      const [squares, greatest, tau] = [averages.slice(), maxima.slice(), gradient.slice()];
      for (let i = 0; i < gradient.length; i++) {
        const r = beta * averages[i] + (1 - beta) * gradient[i] * gradient[i];
        squares[i] = r;
        if (r > maxima[i]) greatest[i] = r;
        tau[i] = Math.sqrt(greatest[i] / correction) + delta;
      }
      return { tau, state: { squares, greatest } };
    },
  };
}

/**
 * The gain of AdaBound: τ = 1/clip(ηₜ/(√r + δ), lₜ, uₜ), whole steps (ε = 1) with ρ = 1 − β₁; ηₜ, lₜ and uₜ as in
 * ../adabound.ts.
 */
import { checkPositive } from "../../core/check.js";
import { bounds, correctedRate, type AdaboundOptions } from "../adabound.js";
import { momentSettings } from "../moments.js";
import { optimizerName } from "../optimizerName.js";
import { checkedRate } from "../rate.js";
import type { Gain } from "./gain.js";

export function adabound(options: AdaboundOptions = {}): Gain {
  const { finalRate = 0.1, gamma = 0.001 } = options;
  const settings = momentSettings("gains.adabound", options);
  const rate = checkedRate("gains.adabound", "learningRate", settings.learningRate);
  const final = checkedRate("gains.adabound", "finalRate", finalRate);
  checkPositive("gains.adabound", "gamma", gamma);
  return {
    name: optimizerName("adabound", { ...settings, finalRate, gamma }),
    init: (size) => ({ squares: new Float64Array(size) }),
    update(gradient, before, step) {
      const { squares: averages } = before;
      const eta = correctedRate(rate(step), settings, step);
      const [low, high] = bounds(final(step), gamma, step);
      const [squares, tau] = [averages.slice(), gradient.slice()];
      for (let i = 0; i < gradient.length; i++) {
        squares[i] = settings.beta2 * averages[i] + (1 - settings.beta2) * gradient[i] ** 2;
        const own = eta / (Math.sqrt(squares[i]) + settings.delta);
        tau[i] = 1 / Math.min(Math.max(own, low), high);
      }
      return { tau, state: { squares } };
    },
  };
}

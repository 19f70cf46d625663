/**
 * Adam with a proximal step in its own metric, whole steps:
 *
 *   θ ← prox(θ − m̂/τ, τ),   τ = (√r̂ + δ)/η   (averages in moments.ts, m̂ and r̂ in adam.ts).
 *
 * Thresholds are in the metric, too: with a prox of the plain metric θ would settle where f + r is not stationary.
 * Zeros are exact. Yun, Lozano & Yang (2021), arXiv:2007.07869 (ProxGen).
 */
import { checkLength } from "../core/check.js";
import type { ProximalMap } from "../prox/proximalMap.js";
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
import { proximalStep } from "./proximalStep.js";
import { checkedRate } from "./rate.js";

export interface ProxAdamOptions extends MomentOptions {
  /** The regulariser r. */
  readonly map: ProximalMap;
}

export interface ProxAdamState extends Moments {
  /** Where the last step led. */
  readonly point: Float64Array;
}

export function proxAdam(options: ProxAdamOptions): Optimizer<ProxAdamState> {
  const { map } = options;
  const settings = momentSettings("proxAdam", options);
  const rate = checkedRate("proxAdam", "learningRate", settings.learningRate);
  return {
    name: optimizerName("proxAdam", { map, ...settings }),
    init: (theta) => ({ ...noMoments(theta.length), point: theta.slice() }),
    update(gradient, before, theta) {
      checkLength("proxAdam", "gradient", gradient, theta.length);
      const [eta, first, second] = [
        rate(before.step),
        biasCorrection(settings.beta1, before.step),
        biasCorrection(settings.beta2, before.step),
      ];
      const moments = nextMoments(before, gradient, settings);
      const [direction, tau] = [new Float64Array(theta.length), new Float64Array(theta.length)];
      for (let i = 0; i < tau.length; i++) {
        direction[i] = moments.momentum[i] / first;
        tau[i] = (Math.sqrt(moments.squares[i] / second) + settings.delta) / eta;
      }
      const { point, step } = proximalStep(map, theta, direction, tau);
      return { step, state: { ...moments, point } };
    },
    proximalPoint: ({ step, point }) => (step === 0 ? undefined : point),
  };
}

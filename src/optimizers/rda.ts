/**
 * Regularised dual averaging: not the last iterate but the start is what gradients are added to,
 *
 *   V ← V + wₜ g,   W ← W + wₜ,
 *   x̂ = argmin_x ⟨V, x⟩ + W r(x) + (√t/2η) ‖x − x₀‖²   = prox(x₀ − ηV/√t, √t/(ηW))   (t from 1)
 *   θ ← θ + εₜ (x̂ − θ)
 *
 * Its threshold grows with the steps taken while that of ISTA shrinks with the rate, so that it finds and keeps exact
 * zeros under noise. w = ε = 1 is Xiao's method with γ = 1/η, and x₀ = 0 there; w = √t with ε < 1 is RMDA, which forgets
 * early gradients and trains networks.
 *
 * Xiao (2010), JMLR 11:2543; Huang & Lee (2022), arXiv:2112.02612.
 */
import { checkLength } from "../core/check.js";
import { axpy } from "../core/vector.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { behind } from "./proximalStep.js";
import { checkedRate, type Rate } from "./rate.js";

export interface RdaOptions {
  /** The regulariser r. */
  readonly map: ProximalMap;
  /** η > 0, or a schedule; 1/γ of Xiao's paper. */
  readonly learningRate: Rate;
  /** wₜ > 0: how much a step's gradient counts. Default 1. */
  readonly weight?: Rate;
  /** εₜ in (0, 1]: the share of the step that is taken. Default 1: whole steps, whose zeros are exact. */
  readonly epsilon?: Rate;
}

/** State of plain data. */
export interface RdaState {
  /** Steps taken. */
  readonly step: number;
  /** x₀: where it began. */
  readonly center: Float64Array;
  /** V. */
  readonly sum: Float64Array;
  /** W. */
  readonly weights: number;
  /** x̂. */
  readonly point: Float64Array;
}

export function rda(options: RdaOptions): Optimizer<RdaState> {
  const { map, learningRate, weight = 1, epsilon = 1 } = options;
  const rate = checkedRate("rda", "learningRate", learningRate);
  const weightOf = checkedRate("rda", "weight", weight);
  const share = checkedRate("rda", "epsilon", epsilon, { most: 1, zero: true });
  return {
    name: optimizerName("rda", { map, learningRate, weight, epsilon }),
    init: (theta) => ({
      step: 0,
      center: theta.slice(),
      sum: new Float64Array(theta.length),
      weights: 0,
      point: theta.slice(),
    }),
    update(gradient, before, theta) {
      checkLength("rda", "gradient", gradient, theta.length);
      const { step, center } = before;
      const w = weightOf(step);
      const weights = before.weights + w;
      const pull = Math.sqrt(step + 1) / rate(step);
      const sum = before.sum.slice();
      axpy(w, gradient, sum);
      const point = map.prox(behind(center, sum, pull), pull / weights);
      return {
        step: difference(share(step), point, theta),
        state: { step: step + 1, center, sum, weights, point },
      };
    },
    proximalPoint: ({ step, point }) => (step === 0 ? undefined : point),
  };
}

/** a (x − y), a new vector. */
function difference(a: number, x: Float64Array, y: Float64Array): Float64Array {
  const d = new Float64Array(x.length);
  for (let i = 0; i < d.length; i++) d[i] = a * (x[i] - y[i]);
  return d;
}

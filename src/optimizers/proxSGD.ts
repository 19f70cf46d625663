/**
 * ProxSGD: the minimum of f + r by a proximal step along the average gradient, of which a share is taken,
 *
 *   v ← (1 − ρₜ) v + ρₜ g                                              (g: gradient of f alone)
 *   x̂ = argmin_x ⟨v, x − θ⟩ + ½ (x − θ)ᵀ diag(τₜ) (x − θ) + r(x)        (a map's closed form)
 *   θ ← θ + εₜ (x̂ − θ)
 *
 * An average of θ and x̂ has no exact zeros before it is of x̂ alone: they are in x̂, `proximalPoint`. By its gain and its
 * rates it is SGD, SGD with momentum, the proximal gradient method, RMSprop, Adagrad, Adam, AMSGrad, AdaBound or
 * projected SGD (test/optimizers/reductions.test.ts). Convergence asks for Σε = Σρ = ∞, Σε², Σρ² < ∞ and ε/ρ → 0, such
 * as power laws with ½ < exponent of ρ < exponent of ε ≤ 1; the released defaults are at the limit and do not meet it.
 * O(P) per step, and three vectors of state besides θ.
 *
 * Yang, Yuan, Chatzimichailidis, van Sloun, Lei & Chatzinotas (2020), ICLR, openreview.net/forum?id=HygpthEtvr.
 */
import { checkLength } from "../core/check.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import { averageTowards } from "./averageTowards.js";
import { adam as adamGain } from "./gains/adam.js";
import type { Gain, GainState } from "./gains/gain.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { proximalStep } from "./proximalStep.js";
import { checkedRate, type Rate } from "./rate.js";
import { powerLaw } from "./schedules.js";

export interface ProxSGDOptions {
  /** The regulariser r. */
  readonly map: ProximalMap;
  /** εₜ in (0, 1]: beyond 1, θ would leave the regulariser's domain. Default 0.06/√(t + 4), as in the released code. */
  readonly epsilon?: Rate;
  /** ρₜ in (0, 1], the weight of the new gradient. Default 0.9/√(t + 4), as in the released code. */
  readonly rho?: Rate;
  /** Makes τₜ. Default `gains.adam()`, as in the paper's experiments. */
  readonly gain?: Gain;
}

/** State of plain data. */
export interface ProxSGDState {
  /** Steps taken. */
  readonly step: number;
  /** v. */
  readonly momentum: Float64Array;
  readonly gain: GainState;
  /** x̂. */
  readonly point: Float64Array;
}

export function proxSGD(options: ProxSGDOptions): Optimizer<ProxSGDState> {
  const { map, gain = adamGain() } = options;
  const { epsilon = powerLaw({ initial: 0.06, exponent: 0.5 }) } = options;
  const { rho = powerLaw({ initial: 0.9, exponent: 0.5 }) } = options;
  const share = checkedRate("proxSGD", "epsilon", epsilon, { most: 1, zero: true });
  const weight = checkedRate("proxSGD", "rho", rho, { most: 1 });
  return {
    name: optimizerName("proxSGD", { map, epsilon, rho, gain }),
    init: (theta) => ({
      step: 0,
      momentum: new Float64Array(theta.length),
      gain: gain.init(theta.length),
      point: theta.slice(),
    }),
    update(gradient, before, theta) {
      checkLength("proxSGD", "gradient", gradient, theta.length);
      const momentum = averageTowards(before.momentum, gradient, weight(before.step));
      const { tau, state } = gain.update(gradient, before.gain, before.step);
      const { point, step } = proximalStep(map, theta, momentum, tau, share(before.step));
      return { step, state: { step: before.step + 1, momentum, gain: state, point } };
    },
    proximalPoint: ({ step, point }) => (step === 0 ? undefined : point),
  };
}

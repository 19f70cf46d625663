/**
 * What ProxSGD becomes with fixed parameters: pairs of a method's own recursion and ProxSGD set to be the same. Methods with
 * a file in src/optimizers have their own recursion there, which does not use ProxSGD; the others are written here.
 */
import { adabound } from "../optimizers/adabound.js";
import { adagrad } from "../optimizers/adagrad.js";
import { adam } from "../optimizers/adam.js";
import { amsgrad } from "../optimizers/amsgrad.js";
import * as gains from "../optimizers/gains/index.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { proxSGD } from "../optimizers/proxSGD.js";
import { rmsprop } from "../optimizers/rmsprop.js";
import { sgd } from "../optimizers/sgd.js";
import { box } from "../prox/box.js";
import { l1 } from "../prox/l1.js";
import { none } from "../prox/none.js";
import type { Trainable } from "../training/train.js";
import { runDifference, type RunDifference, type RunDifferenceOptions } from "./runDifference.js";

export interface Reduction {
  readonly name: string;
  /** Of a run of ProxSGD from a run of the method itself. */
  readonly difference: (f: Trainable, options: RunDifferenceOptions) => Promise<RunDifference>;
}

/** A share of the step, a rate of SGD. */
const eta = 0.1;
const [beta1, beta2] = [0.9, 0.999];
/** Of the sets [−c, c]ᴾ: starting weights of the nets used lie on both sides of it. */
const c = 0.2;
const mu = 1e-3;

/** Adam's ε: its rate without its bias correction. */
const corrected =
  (rate: number) =>
  (step: number): number =>
    rate / (1 - beta1 ** (step + 1));
/** Frank and Wolfe's share. */
const openShare = (step: number): number => 2 / (step + 2);

export const plainSgd = pair(
  "SGD",
  sgd({ learningRate: eta }),
  proxSGD({ map: none(), rho: 1, epsilon: eta, gain: gains.constant(1) }),
);

export const reductions: readonly Reduction[] = [
  plainSgd,
  pair(
    "momentum",
    sgd({ learningRate: 0.05, momentum: beta1 }),
    proxSGD({ map: none(), rho: 1 - beta1, epsilon: 0.5, gain: gains.constant(1) }), // ε = η/ρ
  ),
  pair(
    "Adam",
    adam({ learningRate: 1e-3, beta1, beta2 }),
    proxSGD({ map: none(), rho: 1 - beta1, epsilon: corrected(1e-3), gain: gains.adam() }),
  ),
  pair(
    "AMSGrad",
    amsgrad({ learningRate: 1e-3, beta1, beta2 }),
    proxSGD({ map: none(), rho: 1 - beta1, epsilon: corrected(1e-3), gain: gains.amsgrad() }),
  ),
  pair(
    "AdaBound",
    adabound({ learningRate: 1e-3, beta1, beta2 }),
    proxSGD({ map: none(), rho: 1 - beta1, epsilon: 1, gain: gains.adabound({ learningRate: 1e-3 }) }), // prettier-ignore
  ),
  pair(
    "RMSprop",
    rmsprop({ learningRate: 1e-3 }),
    proxSGD({ map: none(), rho: 1, epsilon: 1e-3, gain: gains.rmsprop() }),
  ),
  pair(
    "Adagrad",
    adagrad({ learningRate: 1e-2 }),
    proxSGD({ map: none(), rho: 1, epsilon: 1e-2, gain: gains.adagrad() }),
  ),
  pair(
    "proximal gradient",
    moved((theta, gradient) => theta.map((x, i) => shrunk(x - eta * gradient[i], eta * mu))),
    proxSGD({ map: l1(mu), rho: 1, epsilon: 1, gain: gains.constant(1 / eta) }),
  ),
  pair(
    "projected SGD",
    moved((theta, gradient) => theta.map((x, i) => clipped(x - eta * gradient[i]))),
    proxSGD({ map: box(-c, c), rho: 1, epsilon: 1, gain: gains.constant(1 / eta) }),
  ),
  pair(
    "Frank–Wolfe",
    conditionalGradient(),
    proxSGD({ map: box(-c, c), rho: 1, epsilon: openShare, gain: gains.constant(1e-40) }), // τ → 0
  ),
];

function pair<A, B>(name: string, own: Optimizer<A>, ours: Optimizer<B>): Reduction {
  return { name, difference: (f, options) => runDifference(f, own, ours, options) };
}

/** A method without memory, by the point that a step leads to. */
function moved(
  next: (theta: Float64Array, gradient: Float64Array) => Float64Array,
): Optimizer<Record<string, never>> {
  return {
    init: () => ({}),
    update: (gradient, state, theta) => ({
      step: next(theta, gradient).map((x, i) => x - theta[i]),
      state,
    }),
  };
}

/**
 * θ ← θ + ε (s − θ) with s = argmin ⟨g, s⟩ over [−c, c]ᴾ; where g is 0 every s is one, and that next to θ is taken.
 * Frank & Wolfe (1956), doi:10.1002/nav.3800030109.
 */
function conditionalGradient(): Optimizer<number> {
  return {
    init: () => 0,
    update(gradient, state, theta) {
      const corner = gradient.map((g, i) => (g === 0 ? clipped(theta[i]) : -c * Math.sign(g)));
      const share = openShare(state);
      return { step: corner.map((s, i) => share * (s - theta[i])), state: state + 1 };
    },
  };
}

const shrunk = (z: number, by: number): number => Math.sign(z) * Math.max(Math.abs(z) - by, 0);
const clipped = (z: number): number => Math.min(Math.max(z, -c), c);

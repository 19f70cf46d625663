/** All optimizers, for the laws that each of them keeps. */
import {
  adabound, adagrad, adam, adamw, amsgrad, clipped, gains, ista, proxAdam, proxSGD, rda, rmsprop,
  schedules, sgd, withWeightDecay,
} from "../../src/optimizers/index.js"; // prettier-ignore
import type { Optimizer } from "../../src/optimizers/index.js";
import { l1, type ProximalMap } from "../../src/prox/index.js";

/** Their rates reach the minimum of a parabola of curvatures 0.5 to 2 within 3000 steps. */
export const smooth: Optimizer<unknown>[] = [
  sgd({ learningRate: 0.1 }),
  sgd({ learningRate: 0.05, momentum: 0.8 }),
  sgd({ learningRate: 0.05, momentum: 0.8, nesterov: true }),
  rmsprop({ learningRate: schedules.powerLaw({ initial: 1, exponent: 1 }) }),
  adagrad({ learningRate: 0.5 }),
  adam({ learningRate: schedules.cosine({ initial: 0.1, steps: 3000 }) }),
  adamw({ learningRate: schedules.cosine({ initial: 0.1, steps: 3000 }), decay: 0 }),
  amsgrad({ learningRate: 0.02 }),
  adabound(),
  clipped(sgd({ learningRate: 0.1 }), { bound: 0.5 }),
  withWeightDecay(sgd({ learningRate: 0.1 }), { decay: 0 }),
];

/** The same for a regulariser; these have a proximal point. */
export const proximal = (map: ProximalMap): Optimizer<unknown>[] => [
  proxSGD({ map, epsilon: schedules.powerLaw({ initial: 1, exponent: 0.75 }), rho: schedules.powerLaw({ initial: 0.9, exponent: 0.6 }), gain: gains.constant(1) }),
  proxSGD({ map }),
  ista({ map, learningRate: 0.1 }),
  ista({ map, learningRate: 0.1, momentum: 0.5 }),
  proxAdam({ map, learningRate: 0.02 }),
  rda({ map, learningRate: 1 }),
  rda({ map, learningRate: 0.3, weight: (step) => Math.sqrt(step + 1), epsilon: 0.5 }),
]; // prettier-ignore

export const every: Optimizer<unknown>[] = [...smooth, ...proximal(l1(0.1))];

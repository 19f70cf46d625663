/**
 * The proximal gradient method (ISTA), whole steps:
 *
 *   v ← β v + (1 − β) g,   θ ← prox(θ − η v, 1/η)   (β = 0: without momentum).
 *
 * The momentum is an average, not a sum: only so is a point that stays where it is stationary for f + r whatever β is.
 * A rate η here moves as far as η(1 − β) of sgd's heavy ball. Zeros are exact.
 *
 * Beck & Teboulle (2009), doi:10.1137/080716542, without their acceleration, which noise defeats.
 */
import { checkInterval, checkLength } from "../core/check.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import { averageTowards } from "./averageTowards.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { proximalStep } from "./proximalStep.js";
import { checkedRate, type Rate } from "./rate.js";

export interface IstaOptions {
  /** The regulariser r. */
  readonly map: ProximalMap;
  /** Learning rate η > 0, or a schedule. Without noise at most 1/L, L the greatest curvature of f. */
  readonly learningRate: Rate;
  /** β in [0, 1). Default 0. */
  readonly momentum?: number;
}

/** State of plain data. */
export interface IstaState {
  /** Steps taken. */
  readonly step: number;
  /** v. */
  readonly momentum: Float64Array;
  /** Where the last step led. */
  readonly point: Float64Array;
}

export function ista({ map, learningRate, momentum = 0 }: IstaOptions): Optimizer<IstaState> {
  const rate = checkedRate("ista", "learningRate", learningRate);
  checkInterval("ista", "momentum", momentum, 0, 1);
  return {
    name: optimizerName("ista", { map, learningRate, momentum }),
    init: (theta) => ({
      step: 0,
      momentum: new Float64Array(theta.length),
      point: theta.slice(),
    }),
    update(gradient, before, theta) {
      checkLength("ista", "gradient", gradient, theta.length);
      const v = averageTowards(before.momentum, gradient, 1 - momentum);
      const { point, step } = proximalStep(map, theta, v, 1 / rate(before.step));
      return { step, state: { step: before.step + 1, momentum: v, point } };
    },
    proximalPoint: ({ step, point }) => (step === 0 ? undefined : point),
  };
}

/**
 * ProxSGD for weights that shall become −1 or +1: two coupled streams, of the parameters θ and of the sides a to which the
 * weights x among them are drawn (binaryPenalty.ts), each with its own averages and metric and both with the same rates,
 *
 *   x̂ = clip(x − v/τ, −1, 1),   v from ∇f(θ) + (μ/2) (2a + x − 1)
 *   â = clip(a − w/τ′, 0, 1),   w from μ x
 *
 * Biases and scales have neither penalty nor bounds. θ has its P numbers, the state holds a. From a start within [−1, 1] weights
 * never leave it. O(P) per step, six vectors besides θ.
 *
 * Yang et al. (2020), section 4.3, openreview.net/forum?id=HygpthEtvr.
 */
import { checkLength, checkNonNegative } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { box } from "../prox/box.js";
import { onWeights } from "../prox/onWeights.js";
import { binaryPenaltyGradient } from "./binaryPenalty.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { proxSGD, type ProxSGDOptions, type ProxSGDState } from "./proxSGD.js";
import { weightsIn } from "./weightsIn.js";

export interface BinaryProxSGDOptions extends Omit<ProxSGDOptions, "map"> {
  /** Says which parameters are weights. */
  readonly partition: Partition;
  /** Weight μ ≥ 0 of the penalty. With 0 weights are only kept in [−1, 1]. */
  readonly mu: number;
  /**
   * a at the start, in [0, 1]. Default 0.5, from where each weight is drawn to the side that it is on; the released code
   * has 1, from where all begin towards −1.
   */
  readonly side?: number;
}

/** State of plain data. */
export interface BinaryProxSGDState {
  /** Of θ. */
  readonly parameters: ProxSGDState;
  /** Of a. */
  readonly turns: ProxSGDState;
  /** a, one for each weight, in the order of the partition. */
  readonly sides: Float64Array;
}

export function binaryProxSGD(options: BinaryProxSGDOptions): Optimizer<BinaryProxSGDState> {
  const { partition, mu, side = 0.5, ...rates } = options;
  checkNonNegative("binaryProxSGD", "mu", mu);
  checkSide(side);
  const weights = weightsIn(partition);
  const first = proxSGD({ ...rates, map: onWeights(partition, box(-1, 1)) });
  const second = proxSGD({ ...rates, map: box(0, 1) });
  return {
    name: optimizerName("binaryProxSGD", { mu, side, streams: { name: first.name ?? "" } }),
    init(theta) {
      checkLength("binaryProxSGD", "theta", theta, partition.size);
      const sides = new Float64Array(weights.count).fill(side);
      return { parameters: first.init(theta), turns: second.init(sides), sides };
    },
    update(gradient, { parameters, turns, sides }, theta) {
      checkLength("binaryProxSGD", "gradient", gradient, theta.length);
      const drawn = weights.of(theta);
      const { byWeights, bySides } = binaryPenaltyGradient(mu, drawn, sides);
      const moved = first.update(weights.plus(gradient, byWeights), parameters, theta);
      const turned = second.update(bySides, turns, sides);
      const state = {
        parameters: moved.state,
        turns: turned.state,
        sides: sides.map((a, i) => a + turned.step[i]),
      };
      return { step: moved.step, state };
    },
    proximalPoint: ({ parameters }) => first.proximalPoint?.(parameters),
  };
}

function checkSide(side: number): void {
  if (side >= 0 && side <= 1) return;
  throw new RangeError(`binaryProxSGD: side must be in [0, 1], got ${side}`);
}

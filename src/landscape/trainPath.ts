/**
 * Bends a path between two minima to where the loss is low, ends fixed: gradient descent on
 *
 *   E over t ~ U(0, 1) of f(B(t)),
 *
 * one t and one batch per step. The bends are the parameters of an objective of their own, so the
 * training loop is the one of networks, with its optimizers, records, observers and errors. Places t
 * come from the stream "places on a path", the order of rows from "order".
 * Garipov et al. (2018), arXiv:1802.10026.
 */
import { checkInteger, checkLength } from "../core/check.js";
import { random, type RandomStream } from "../core/random.js";
import type { Objective } from "../objective/objective.js";
import {
  train,
  type Trainable,
  type TrainOptions,
  type TrainingRecord,
} from "../training/train.js";
import type { ParameterPath } from "./parameterPath.js";
import { pathGradient } from "./pathGradient.js";

type Left = "start" | "checkpoint" | "onResume" | "onDivergence";

/** `seed` gives the order of rows and the places t; θ of observers are all bends, one after the other. */
export type TrainPathOptions<State> = Omit<TrainOptions<State>, Left>;

export interface TrainedPath<State> {
  readonly path: ParameterPath;
  readonly state: State;
  /** The losses are those at random places: they scatter as the loss does along the path. */
  readonly records: readonly TrainingRecord[];
}

/**
 * Costs one gradient of f per step. As a start for networks: `sgd({ learningRate: 0.02, momentum: 0.9 })`,
 * the rate of the networks themselves or half of it.
 */
export async function trainPath<State>(
  f: Objective,
  path: ParameterPath,
  options: TrainPathOptions<State>,
): Promise<TrainedPath<State>> {
  checkInteger("trainPath", "number of bends", path.bends.length, 1);
  checkLength("trainPath", "path.at(t)", path.ends[0], f.size);
  const places = random(options.seed ?? 0, "places on a path");
  const { theta, state, records } = await train(expectedLoss(f, path, places), options);
  return { path: path.withBends(bendsIn(theta, path)), state, records };
}

/** A function of all bends, looked at in one random place at a time. */
function expectedLoss(f: Objective, path: ParameterPath, places: RandomStream): Trainable {
  const start = new Float64Array(path.bends.length * f.size);
  path.bends.forEach((bend, i) => start.set(bend, i * f.size));
  return {
    size: start.length,
    samples: f.samples,
    start,
    async gradient(bends, options) {
      const here = path.withBends(bendsIn(bends, path));
      const { value, gradients } = await pathGradient(f, here, places.uniform(), options);
      const gradient = new Float64Array(start.length);
      gradients.forEach((own, i) => gradient.set(own, i * f.size));
      return { value, gradient };
    },
  };
}

function bendsIn(all: Float64Array, { bends, size }: ParameterPath): Float64Array[] {
  return bends.map((_, i) => all.subarray(i * size, (i + 1) * size));
}

/**
 * How near a run of ProxSGD is to a stationary point of F = f + r, at chosen steps and over all samples. For averaged iterates the distance of 0 to
 * ∂F(θ) is of no use: it stays near μ wherever θ is 1e-9 instead of 0. So θ is measured by what a proximal gradient step of unit metric would change,
 *
 *   G(θ) = θ − prox(θ − ∇f(θ), 1),
 *
 * which is continuous, zero exactly at stationary points and ∇f without r; the distance is measured at x̂, whose zeros are exact.
 */
import type { Watch } from "../core/progress.js";
import { norm } from "../core/vector.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import type { ProxSGDState } from "../optimizers/proxSGD.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import type { Trainable } from "../training/train.js";
import { seenRun } from "./seenRun.js";

export interface ConvergencePoint {
  /** Steps taken. */
  readonly step: number;
  /** ‖G(θ)‖. */
  readonly residual: number;
  /** ‖least element of ∂F(x̂)‖. */
  readonly subgradient: number;
  /** ‖v − ∇f(θ)‖: how well the average of the gradients knows the true one. θ is that of after the step. */
  readonly tracking: number;
  /** ‖θ − x*‖ / ‖x*‖ where the solution x* is known. */
  readonly distance?: number;
  /** Coordinates that are zero in one of x̂ and x* only. */
  readonly wrongZeros?: number;
}

export interface ConvergenceRunOptions extends Watch {
  /** Steps to look after, ascending. */
  readonly at: readonly number[];
  readonly batchSize: number;
  readonly seed: number;
  readonly solution?: Float64Array;
}

/** @param map The optimizer's. Each look costs two gradients over all samples. */
export function convergenceRun(
  f: Trainable,
  map: ProximalMap,
  optimizer: Optimizer<ProxSGDState>,
  { solution, ...options }: ConvergenceRunOptions,
): Promise<ConvergencePoint[]> {
  return seenRun(f, { ...options, optimizer }, async ({ step, theta, state }) => {
    const { momentum, point } = state;
    const { gradient } = await f.gradient(theta);
    const there = await f.gradient(point);
    return {
      step,
      residual: norm(naturalResidual(map, theta, gradient)),
      subgradient: norm(map.stationarity(point, there.gradient)),
      tracking: norm(momentum.map((v, i) => v - gradient[i])),
      ...(solution && {
        distance: norm(theta.map((x, i) => x - solution[i])) / norm(solution),
        wrongZeros: point.filter((x, i) => (x === 0) !== (solution[i] === 0)).length,
      }),
    };
  });
}

/** G(θ), from ∇f(θ). */
export function naturalResidual(
  map: ProximalMap,
  theta: Float64Array,
  gradient: Float64Array,
): Float64Array {
  const next = map.prox(
    theta.map((x, i) => x - gradient[i]),
    1,
  );
  return theta.map((x, i) => x - next[i]);
}

/** d ln y / d ln x by least squares. */
export function logarithmicSlope(x: readonly number[], y: readonly number[]): number {
  const [u, v] = [x.map(Math.log), y.map(Math.log)];
  const mean = (values: readonly number[]): number =>
    values.reduce((a, b) => a + b, 0) / values.length;
  const [mu, mv] = [mean(u), mean(v)];
  const square = u.reduce((sum, ui) => sum + (ui - mu) ** 2, 0);
  return u.reduce((sum, ui, i) => sum + (ui - mu) * (v[i] - mv), 0) / square;
}

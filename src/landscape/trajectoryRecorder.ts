/**
 * Records the way of an optimizer: an observer for `train` that copies the parameters every few steps. Costs 8 P bytes
 * per point.
 */
import { checkInteger } from "../core/check.js";
import type { Moment, Observer } from "../training/train.js";
import { Trajectory } from "./trajectory.js";

export interface TrajectoryRecorderOptions {
  /** Steps between two points. Default 1. */
  readonly every?: number;
  /** Where training starts, as the first point; `f.start`, unless `train` was given another one. */
  readonly start?: Float64Array;
}

export class TrajectoryRecorder implements Observer {
  readonly #every: number;
  readonly #steps: number[] = [];
  readonly #points: Float64Array[] = [];
  readonly #losses: number[] = [];
  #last: Moment["record"] | undefined;

  constructor({ every = 1, start }: TrajectoryRecorderOptions = {}) {
    checkInteger("TrajectoryRecorder", "every", every, 1);
    this.#every = every;
    if (start) this.#add(0, start, NaN);
  }

  afterStep({ record, theta }: Moment): void {
    this.#last = record;
    const taken = record.step + 1; // the record was made before the step
    if (taken % this.#every === 0) this.#add(taken, theta, record.loss);
  }

  /**
   * What has been recorded so far.
   * @param end The parameters that training has ended with, as the last point where it lies between two.
   */
  trajectory(end?: Float64Array): Trajectory {
    const taken = this.#last ? this.#last.step + 1 : 0;
    if (end && this.#last && this.#steps.at(-1) !== taken) this.#add(taken, end, this.#last.loss);
    const losses = Float64Array.from(this.#losses);
    return new Trajectory({ steps: [...this.#steps], points: [...this.#points], losses });
  }

  #add(step: number, theta: Float64Array, loss: number): void {
    this.#steps.push(step);
    this.#points.push(theta.slice());
    this.#losses.push(loss);
  }
}

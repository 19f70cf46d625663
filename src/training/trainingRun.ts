/**
 * A training under way: parameters, state and records between two steps, and what they were one step before, so that a step that
 * leads nowhere can be taken back. Costs two vectors of P numbers.
 */
import { checkLength } from "../core/check.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { DivergedError } from "./diverged.js";
import type { Training, TrainingRecord } from "./training.js";

interface Place<State> {
  readonly theta: Float64Array;
  readonly state: State;
}

/** From here on numbers are infinite in float32. */
const singleLimit = (2 - 2 ** -24) * 2 ** 127;

export class TrainingRun<State> {
  readonly records: TrainingRecord[];
  readonly #optimizer: Optimizer<State>;
  readonly #limit: number;
  #here: Place<State>;
  /** Where the last record's loss was measured; its vector is written over by the next step. */
  #before: Place<State>;

  /** @param precision In which the function takes parameters. */
  constructor(
    optimizer: Optimizer<State>,
    { theta, state, records }: Place<State> & Pick<Training<State>, "records">,
    precision: "float32" | "float64" = "float64",
  ) {
    this.records = [...records];
    this.#optimizer = optimizer;
    this.#limit = precision === "float32" ? singleLimit : Infinity;
    this.#here = { theta: theta.slice(), state };
    this.#before = { theta: theta.slice(), state };
  }

  /** They move on: the next step but one writes over them. */
  get theta(): Float64Array {
    return this.#here.theta;
  }

  get state(): State {
    return this.#here.state;
  }

  /** The record of the step that comes, if its loss is a number. */
  checked(record: TrainingRecord): TrainingRecord {
    const { step, loss } = record;
    if (Number.isFinite(loss)) return record;
    throw this.#diverged(`loss must stay finite, got ${loss} in step ${step}`, this.#before);
  }

  /** θ ← θ + step. */
  step(record: TrainingRecord, gradient: Float64Array): void {
    const { theta, state } = this.#here;
    const update = this.#optimizer.update(gradient, state, theta);
    checkLength("train", "the optimizer's step", update.step, theta.length);
    this.records.push(record);
    const next = this.#before.theta;
    const wrong = addInto(next, theta, update.step, this.#limit);
    if (wrong !== undefined) {
      const got = `theta must stay finite, got ${next[wrong]} at index ${wrong} in step ${record.step}`;
      throw this.#diverged(got, this.#here);
    }
    this.#before = this.#here;
    this.#here = { theta: next, state: update.state };
  }

  result(
    stopped: Training<State>["stopped"] = "epochs",
    { theta, state } = this.#here,
  ): Training<State> {
    const proximalPoint = this.#optimizer.proximalPoint?.(state);
    return {
      theta,
      state,
      records: this.records,
      stopped,
      ...(proximalPoint && { proximalPoint }),
    };
  }

  #diverged(rule: string, last: Place<State>): DivergedError<State> {
    return new DivergedError(rule, this.result("diverged", last));
  }
}

/** sum ← x + y. @returns Where the first number stands that is not below the limit in magnitude. */
function addInto(
  sum: Float64Array,
  x: Float64Array,
  y: Float64Array,
  limit: number,
): number | undefined {
  let wrong: number | undefined;
  for (let i = 0; i < sum.length; i++) {
    const z = x[i] + y[i];
    sum[i] = z;
    if (!(Math.abs(z) < limit)) wrong ??= i; // NaN is not below it either
  }
  return wrong;
}

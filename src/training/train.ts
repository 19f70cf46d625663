/**
 * The training loop: epochs over shuffled rows, one optimizer step per batch on the objective's
 * compiled gradient. The order of rows comes from the stream "order", so that one seed gives the
 * same bytes every time and no other random number moves it.
 */
import { checkInteger, checkLength } from "../core/check.js";
import { tick, type Watch } from "../core/progress.js";
import { random } from "../core/random.js";
import { axpy } from "../core/vector.js";
import type { Objective } from "../objective/objective.js";
import type { Optimizer } from "../optimizers/optimizer.js";

export interface TrainingRecord {
  /** Steps taken before this one. */
  readonly step: number;
  readonly epoch: number;
  /** Mean loss of the step's batch, before the step. */
  readonly loss: number;
}

/** What an observer sees after a step. */
export interface Moment {
  readonly record: TrainingRecord;
  /** How many samples the step took. */
  readonly rows: number;
  /** Parameters after the step; they move on, so copy what you keep. */
  readonly theta: Float64Array;
  /** Time spent on training so far, without that of observers. */
  readonly trainingSeconds: number;
  readonly signal: AbortSignal | undefined;
}

/** Looks on while a network trains; training waits for it. */
export interface Observer {
  afterStep(moment: Moment): void | Promise<void>;
}

export interface Training<State> {
  readonly theta: Float64Array;
  readonly state: State;
  readonly records: readonly TrainingRecord[];
}

export interface TrainOptions<State> extends Watch {
  readonly optimizer: Optimizer<State>;
  readonly epochs?: number;
  /** Rows per step. Default 128; the last step of an epoch takes what is left. */
  readonly batchSize?: number;
  readonly seed?: number;
  /** Default: the objective's starting values. It is not modified. */
  readonly start?: Float64Array;
  /** Called after each step. */
  readonly onStep?: (record: TrainingRecord) => void;
  /** Called after each step too, and awaited; see src/observe. */
  readonly observers?: readonly Observer[];
}

/** What the loop needs of a function: an objective has it. */
export type Trainable = Pick<Objective, "size" | "samples" | "start" | "gradient">;

/** Diverged runs stop with an error: everything computed from them would be NaN. */
export async function train<State>(
  f: Trainable,
  options: TrainOptions<State>,
): Promise<Training<State>> {
  const { optimizer, epochs = 1, batchSize = 128, seed = 0, start = f.start, onStep } = options;
  checkInteger("train", "epochs", epochs, 0);
  checkInteger("train", "batchSize", batchSize, 1);
  checkLength("train", "start", start, f.size);
  const order = random(seed, "order");
  const perEpoch = Math.ceil(f.samples / batchSize);
  const theta = start.slice();
  const records: TrainingRecord[] = [];
  let state = optimizer.init(theta);
  const clock = new TrainingClock();
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rows = order.permutation(f.samples);
    for (let i = 0; i < perEpoch; i++) {
      const batch = rows.subarray(i * batchSize, (i + 1) * batchSize);
      const { value: loss, gradient } = await f.gradient(theta, { rows: batch });
      const record = { step: records.length, epoch, loss };
      checkLoss(record);
      const update = optimizer.update(gradient, state, theta);
      axpy(1, update.step, theta);
      state = update.state;
      records.push(record);
      onStep?.(record);
      await clock.pauseFor(options, { record, rows: batch.length, theta });
      await tick(options, records.length, epochs * perEpoch, "steps");
    }
  }
  return { theta, state, records };
}

/** Runs but for the time that observers take. */
class TrainingClock {
  readonly #start = performance.now();
  #paused = 0;

  async pauseFor(
    { observers = [], signal }: Pick<TrainOptions<unknown>, "observers" | "signal">,
    seen: Pick<Moment, "record" | "rows" | "theta">,
  ): Promise<void> {
    for (const observer of observers) {
      const before = performance.now();
      const trainingSeconds = (before - this.#start - this.#paused) / 1000;
      await observer.afterStep({ ...seen, trainingSeconds, signal });
      this.#paused += performance.now() - before;
    }
  }
}

function checkLoss({ step, loss }: TrainingRecord): void {
  if (Number.isFinite(loss)) return;
  throw new RangeError(`train: loss must stay finite, got ${loss} in step ${step}; lower the rate`);
}

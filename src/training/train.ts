/**
 * The training loop: epochs over shuffled rows, one optimizer step per batch on the objective's
 * compiled gradient. The order of rows comes from the stream "order", so that one seed gives the
 * same bytes every time and no other random number moves it.
 */
import { checkChoice, checkInteger, checkLength } from "../core/check.js";
import { tick, type Watch } from "../core/progress.js";
import type { Objective } from "../objective/objective.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { DivergedError } from "./diverged.js";
import { ObservedClock, type Observer } from "./observer.js";
import { RowOrder } from "./rowOrder.js";
import type { Training, TrainingRecord } from "./training.js";
import { TrainingCheckpoint, type CheckpointOptions } from "./trainingCheckpoint.js";
import { trainingIdentity } from "./trainingIdentity.js";
import { TrainingRun } from "./trainingRun.js";

export type { Moment, Observer } from "./observer.js";
export type { Training, TrainingRecord } from "./training.js";

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
  /**
   * A file, or where it is and how often it is written. What lies there is gone on from, also for more epochs. It is written at
   * the end, too, and where a signal or an error ends training.
   */
  readonly checkpoint?: string | CheckpointOptions;
  /** Called once, before the first step, where a checkpoint holds steps that were taken earlier. */
  readonly onResume?: (records: readonly TrainingRecord[]) => void;
  /** Where loss or parameters do not stay finite. Default "throw": a `DivergedError`. */
  readonly onDivergence?: "throw" | "return";
}

/** What the loop needs of a function: an objective has it. Without a fingerprint there is no checkpoint. */
export type Trainable = Pick<Objective, "size" | "samples" | "start" | "gradient"> &
  Partial<Pick<Objective, "precision" | "fingerprint">>;

/** @throws DivergedError where loss or parameters do not stay finite; it has what there was before. */
export async function train<State>(
  f: Trainable,
  options: TrainOptions<State>,
): Promise<Training<State>> {
  const { run, file, order, steps } = await begin(f, options);
  const save = async (): Promise<void> => {
    if (!file) return;
    const { theta, state, records } = run;
    const losses = Float64Array.from(records, ({ loss }) => loss);
    await file.write({ theta, state, losses, words: order.wordsBefore(records.length) });
  };
  const clock = new ObservedClock(options.observers ?? [], options.signal);
  try {
    for (let step = run.records.length; step < steps; step++) {
      const rows = order.rowsOf(step);
      const { value: loss, gradient } = await f.gradient(run.theta, { rows });
      const record = run.checked({ step, epoch: order.epochOf(step), loss });
      if (file?.isDue(step)) await save(); // here, so that what it holds has a finite loss
      run.step(record, gradient);
      options.onStep?.(record);
      await clock.show({ record, rows: rows.length, theta: run.theta });
      await tick(options, step + 1, steps, "steps");
    }
  } catch (error) {
    // What diverged leaves the file as it was; otherwise nothing that was computed is lost.
    if (!(error instanceof DivergedError)) await save();
    else if (options.onDivergence === "return") return error.training as Training<State>;
    throw error;
  }
  await save();
  return run.result();
}

interface Beginning<State> {
  readonly run: TrainingRun<State>;
  readonly file: TrainingCheckpoint<State> | undefined;
  readonly order: RowOrder;
  /** Of all epochs. */
  readonly steps: number;
}

/** At the start, or where the checkpoint is. */
async function begin<State>(f: Trainable, options: TrainOptions<State>): Promise<Beginning<State>> {
  const { optimizer, checkpoint, onResume, onDivergence = "throw" } = options;
  const { epochs = 1, batchSize = 128, seed = 0, start = f.start } = options;
  checkInteger("train", "epochs", epochs, 0);
  checkInteger("train", "batchSize", batchSize, 1);
  checkLength("train", "start", start, f.size);
  checkChoice("train", "onDivergence", onDivergence, ["throw", "return"]);
  const file =
    checkpoint === undefined
      ? undefined
      : await TrainingCheckpoint.open<State>(
          checkpoint,
          trainingIdentity(f, { optimizer, batchSize, seed, start }),
        );
  const saved = file?.saved;
  const order = new RowOrder({ samples: f.samples, batchSize, seed }, saved?.words);
  const steps = epochs * order.perEpoch;
  const records = Array.from(saved?.losses ?? [], (loss, step) => ({ step, epoch: order.epochOf(step), loss })); // prettier-ignore
  checkInteger("train", "steps of the checkpoint", records.length, 0, steps);
  if (records.length > 0) onResume?.(records);
  const place = saved ?? { theta: start, state: optimizer.init(start) };
  return {
    run: new TrainingRun(optimizer, { ...place, records }, f.precision),
    file,
    order,
    steps,
  };
}

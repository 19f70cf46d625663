/**
 * A training on the disk: one file, replaced as a whole, with a sum of what it holds. A kill loses the steps since the last time,
 * and nothing else: what goes on from the file gives the bytes of a training that was never killed.
 *
 * Writing costs about 11 bytes for every number of θ, of the optimizer's state and of the losses.
 */
import { checkInteger, checkPositive } from "../core/check.js";
import { environment } from "../core/environment.js";
import type { Parts } from "../core/fingerprint.js";
import { base64Of, fromBase64 } from "../core/littleEndian.js";
import { replaceFile, textOf } from "../core/replaceFile.js";
import { checkSameRun, type Made } from "../core/sameRun.js";
import { sealed, unsealed } from "../core/sealed.js";
import { fromStateJson, toStateJson } from "./stateJson.js";

export interface CheckpointOptions {
  /** Of the file. One process at a time. */
  readonly path: string;
  /** Steps from one writing to the next. Default: time alone decides. */
  readonly steps?: number;
  /** Seconds from one writing to the next, or twenty times what writing takes. Default 10 where no steps are given. */
  readonly seconds?: number;
}

/** A training between two steps. */
export interface SavedTraining<State> {
  /** P numbers. */
  readonly theta: Float64Array;
  readonly state: State;
  /** One for each step taken. */
  readonly losses: Float64Array;
  /** Of the stream "order", drawn before the epoch of the step that comes next. */
  readonly words: number;
}

interface Body extends Made {
  /** Numbers are base64 of little-endian float64. */
  readonly theta: string;
  readonly state: unknown;
  readonly losses: string;
  readonly words: number;
}

const seal = { format: "eigenscape training", version: 1, key: "training" } as const;

export class TrainingCheckpoint<State> {
  /** What the file held when it was opened. */
  readonly saved: SavedTraining<State> | undefined;
  readonly #options: CheckpointOptions;
  readonly #identity: Parts;
  /** Steps taken when the file was written, or begun. */
  #written: number;
  #due: number;

  private constructor(
    options: CheckpointOptions,
    identity: Parts,
    saved: SavedTraining<State> | undefined,
  ) {
    this.#options = options;
    this.#identity = identity;
    this.saved = saved;
    this.#written = saved?.losses.length ?? 0;
    this.#due = this.#next(performance.now());
  }

  /** @param identity What the bytes depend on; a file of another training is refused by what differs. */
  static async open<State>(
    given: string | CheckpointOptions,
    identity: Parts,
  ): Promise<TrainingCheckpoint<State>> {
    const options = typeof given === "string" ? { path: given } : given;
    const { path, steps, seconds } = options;
    if (steps !== undefined) checkInteger("train", "checkpoint.steps", steps, 1);
    if (seconds !== undefined) checkPositive("train", "checkpoint.seconds", seconds);
    const text = await textOf(path);
    const saved = text === undefined ? undefined : read<State>(path, text, identity);
    return new TrainingCheckpoint(options, identity, saved);
  }

  isDue(stepsTaken: number): boolean {
    const { steps = Infinity } = this.#options;
    return stepsTaken - this.#written >= steps || performance.now() >= this.#due;
  }

  /** On the disk when it settles. */
  async write({ theta, state, losses, words }: SavedTraining<State>): Promise<void> {
    const began = performance.now();
    const body: Body = {
      identity: this.#identity,
      environment: { ...environment() },
      theta: base64Of(theta),
      state: toStateJson(state),
      losses: base64Of(losses),
      words,
    };
    await replaceFile(this.#options.path, JSON.stringify(sealed(seal, body)));
    this.#written = losses.length;
    const now = performance.now();
    this.#due = this.#next(now, now - began);
  }

  /** When time asks for the next writing; never where only steps do. */
  #next(now: number, took = 0): number {
    const { steps, seconds = steps === undefined ? 10 : Infinity } = this.#options;
    return now + Math.max(1000 * seconds, 20 * took);
  }
}

function read<State>(path: string, text: string, identity: Parts): SavedTraining<State> {
  const name = `train: checkpoint ${path}`;
  const body = unsealed<"training", Body>(name, seal, text);
  checkSameRun(name, "training", body, identity);
  return {
    theta: fromBase64(body.theta),
    state: fromStateJson(body.state) as State,
    losses: fromBase64(body.losses),
    words: body.words,
  };
}

/** Who looks on while a network trains; see src/observe. */
import type { TrainingRecord } from "./training.js";

/** What an observer sees after a step. */
export interface Moment {
  readonly record: TrainingRecord;
  /** How many samples the step took. */
  readonly rows: number;
  /** Parameters after the step; they move on, so copy what you keep. */
  readonly theta: Float64Array;
  /** Time spent on training so far, without that of observers; after a checkpoint, since then. */
  readonly trainingSeconds: number;
  readonly signal: AbortSignal | undefined;
}

/** Looks on while a network trains; training waits for it. */
export interface Observer {
  afterStep(moment: Moment): void | Promise<void>;
}

/** Shows moments to observers, and runs but for the time that they take. */
export class ObservedClock {
  readonly #observers: readonly Observer[];
  readonly #signal: AbortSignal | undefined;
  readonly #start = performance.now();
  #paused = 0;

  constructor(observers: readonly Observer[], signal: AbortSignal | undefined) {
    this.#observers = observers;
    this.#signal = signal;
  }

  async show(seen: Pick<Moment, "record" | "rows" | "theta">): Promise<void> {
    for (const observer of this.#observers) {
      const before = performance.now();
      const trainingSeconds = (before - this.#start - this.#paused) / 1000;
      await observer.afterStep({ ...seen, trainingSeconds, signal: this.#signal });
      this.#paused += performance.now() - before;
    }
  }
}

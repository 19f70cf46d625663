/**
 * A training run seen at chosen steps, together with what its optimizer keeps: observers of `train` see parameters only.
 */
import type { Watch } from "../core/progress.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { train, type Trainable } from "../training/train.js";

export interface Sight<State> {
  /** Steps taken. */
  readonly step: number;
  /** After the step; it moves on, so copy what you keep. */
  readonly theta: Float64Array;
  readonly state: State;
}

export interface SeenRunOptions<State> extends Watch {
  readonly optimizer: Optimizer<State>;
  /** Steps to look after, ascending; training ends with the epoch of the last one. */
  readonly at: readonly number[];
  readonly batchSize: number;
  readonly seed: number;
  /** Default: the objective's. */
  readonly start?: Float64Array;
}

/** @returns What `look` has made of each step asked for, in order. */
export async function seenRun<State, Seen>(
  f: Trainable,
  { optimizer, at, batchSize, seed, ...options }: SeenRunOptions<State>,
  look: (sight: Sight<State>) => Promise<Seen>,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  let latest: State | undefined;
  const watched: Optimizer<State> = {
    init: (theta) => optimizer.init(theta),
    update(gradient, state, theta) {
      const update = optimizer.update(gradient, state, theta);
      latest = update.state;
      return update;
    },
  };
  const epochs = Math.ceil(at[at.length - 1] / Math.ceil(f.samples / batchSize));
  const wanted = new Set(at);
  await train(f, {
    ...{ ...options, optimizer: watched, epochs, batchSize, seed },
    observers: [
      {
        async afterStep({ record, theta }) {
          const step = record.step + 1;
          if (wanted.has(step) && latest !== undefined)
            seen.push(await look({ step, theta, state: latest }));
        },
      },
    ],
  });
  if (seen.length === at.length) return seen;
  throw new RangeError(`seenRun: all of ${at.length} steps must be seen, got ${seen.length}`);
}

/** About `perDecade` numbers of each power of ten from 1 to `last`, `last` included: even on a logarithmic axis. */
export function logarithmicSteps(last: number, perDecade: number): number[] {
  const count = Math.ceil(Math.log10(last) * perDecade);
  const steps = Array.from({ length: count + 1 }, (_, i) => Math.round(last ** (i / count)));
  return [...new Set(steps)];
}

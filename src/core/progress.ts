/**
 * How long computations tell where they are, and how they are stopped.
 */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being counted, such as "products". */
  readonly unit: string;
  /** Seconds since the beginning, where the computation tells them. */
  readonly elapsed?: number;
  /** Seconds to go, by the units done so far; from the second unit on. */
  readonly remaining?: number;
}

export interface Watch {
  /** Called after each unit of work. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Stops the computation at the next unit of work; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

let lastYield = 0;

/**
 * Rejects if the signal is aborted, reports, and lets other events run at most every 20 ms: without
 * that, a widget or an interrupt would wait for the whole computation.
 */
export async function tick(watch: Watch, done: number, total: number, unit: string): Promise<void> {
  watch.signal?.throwIfAborted();
  watch.onProgress?.({ done, total, unit });
  watch.signal?.throwIfAborted(); // whoever was told may have had enough
  if (performance.now() - lastYield < 20) return;
  await new Promise((resolve) => setImmediate(resolve));
  lastYield = performance.now();
  watch.signal?.throwIfAborted();
}

/**
 * The same watch with `elapsed` and `remaining` in what is reported. The first unit of work is left out
 * of the rate, since what is compiled and linearized then comes once.
 */
export function clocked(watch: Watch, now: () => number = () => performance.now()): Watch {
  const { onProgress, signal } = watch;
  if (!onProgress) return watch;
  const start = now();
  let first: { readonly time: number; readonly done: number } | undefined;
  return {
    signal,
    onProgress(progress) {
      const time = now();
      const { done, total } = progress;
      const rate = first && (time - first.time) / (done - first.done);
      first ??= { time, done };
      const remaining = rate === undefined ? {} : { remaining: (rate * (total - done)) / 1000 };
      onProgress({ ...progress, elapsed: (time - start) / 1000, ...remaining });
    },
  };
}

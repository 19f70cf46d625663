/**
 * How long computations tell where they are, and how they are stopped.
 */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being counted, such as "products". */
  readonly unit: string;
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
  if (performance.now() - lastYield < 20) return;
  await new Promise((resolve) => setImmediate(resolve));
  lastYield = performance.now();
  watch.signal?.throwIfAborted();
}

/** Rejects what a cell awaits when it is interrupted. */

export class KeyboardInterrupt extends Error {
  override readonly name = "KeyboardInterrupt";

  constructor() {
    super("the cell was interrupted");
  }
}

export class Interruption {
  #reject: ((reason: KeyboardInterrupt) => void) | undefined;

  /** Whether a cell runs that can be interrupted. */
  get active(): boolean {
    return this.#reject !== undefined;
  }

  /** Runs a cell's work with a `race` that settles with a promise, or rejects when interrupted. */
  async during<T>(
    work: (race: <U>(promise: PromiseLike<U>) => Promise<U>) => Promise<T>,
  ): Promise<T> {
    const interrupted = new Promise<never>((_resolve, reject) => {
      this.#reject = reject;
    });
    interrupted.catch(() => undefined); // an interrupt that nobody awaits is no unhandled rejection
    try {
      return await work((promise) => Promise.race([promise, interrupted]));
    } finally {
      this.#reject = undefined;
    }
  }

  interrupt(): void {
    this.#reject?.(new KeyboardInterrupt());
  }
}

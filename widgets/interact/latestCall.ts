/**
 * Calls of one function that never queue: while one runs, or before it has begun, further wishes
 * are one, with the arguments of that later time.
 */
export class LatestCall {
  readonly #call: () => unknown;
  #wanted = false;
  #running: Promise<void> | undefined;

  /** @param call Reads its arguments itself; must not throw. */
  constructor(call: () => unknown) {
    this.#call = call;
  }

  /** Asks for a call, after the messages that have already arrived. */
  want(): void {
    this.#wanted = true;
    this.#running ??= this.#run();
  }

  /** Calls at once; only what the call awaits is left for later. */
  now(): void {
    if (this.#running) return this.want();
    const first = this.#call();
    if (first instanceof Promise) this.#running = this.#run(first);
  }

  /** Drops what has not begun. */
  cancel(): void {
    this.#wanted = false;
  }

  /** Resolves when no call runs or is wanted. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(first?: Promise<unknown>): Promise<void> {
    await first;
    while (this.#wanted) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!this.#wanted) break;
      this.#wanted = false;
      await this.#call();
    }
    this.#running = undefined;
  }
}

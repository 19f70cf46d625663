/**
 * Calls of one function that never queue: while one runs, or before it has begun, further wishes
 * are one, with the arguments of that later time.
 *
 * No promise runs through it all: a call that is interrupted in a loop never returns, and the next
 * wish must be heard all the same.
 */
export class LatestCall {
  readonly #call: () => unknown;
  #wanted = false;
  #scheduled = false;
  #running = false;
  #waiting: (() => void)[] = [];

  /** @param call Reads its arguments itself; must not throw. */
  constructor(call: () => unknown) {
    this.#call = call;
  }

  /** Asks for a call, after the messages that have already arrived. */
  want(): void {
    this.#wanted = true;
    if (this.#running || this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#wanted) this.#begin();
      else this.#end();
    });
  }

  /** Calls at once; only what the call awaits is left for later. */
  now(): void {
    if (this.#running) this.want();
    else this.#begin();
  }

  /** Drops what has not begun. */
  cancel(): void {
    this.#wanted = false;
  }

  /** Resolves when no call runs or is wanted. */
  settled(): Promise<void> {
    if (!this.#running && !this.#scheduled) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #begin(): void {
    this.#wanted = false;
    const result = this.#call();
    if (!(result instanceof Promise)) return this.#end();
    this.#running = true;
    void result.finally(() => {
      this.#running = false;
      this.#end();
    });
  }

  #end(): void {
    if (this.#wanted) return this.want();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

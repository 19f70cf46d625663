/**
 * Calls of something that can be closed and used again: closing waits for those under way, and calls
 * that come meanwhile wait for the closing.
 */
export class Calls {
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  /** A call within a call must not come here: it would wait for a closing that waits for it. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    while (this.#closing) await this.#closing.catch(() => undefined); // told to whoever closes
    const call = work();
    this.#underWay.add(call);
    try {
      return await call;
    } finally {
      this.#underWay.delete(call);
    }
  }

  /** @param end What closing does when nobody is at work. */
  close(end: () => Promise<void>): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#underWay)
      .then(end)
      .finally(() => (this.#closing = undefined));
    return this.#closing;
  }
}

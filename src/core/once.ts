/**
 * Work that is done once per key, and remembered unless it fails: then the next call tries again.
 */
export class Once<T> {
  readonly #known = new Map<string, Promise<T>>();

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known) return known;
    const made = make();
    this.#known.set(key, made);
    made.catch(() => {
      if (this.#known.get(key) === made) this.#known.delete(key);
    });
    return made;
  }

  /** What was made, as soon as it is; from now on everything is made anew. */
  async take(): Promise<T[]> {
    const all = [...this.#known.values()];
    this.#known.clear();
    const settled = await Promise.allSettled(all);
    return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  }
}

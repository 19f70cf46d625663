/** Handlers of one event. All of them run, even if one throws; then the first error is thrown. */
export class Listeners<Event extends readonly unknown[]> {
  readonly #handlers = new Set<(...event: Event) => void>();

  /** @returns A function that removes the handler. */
  add(handler: (...event: Event) => void): () => void {
    const own = (...event: Event): void => handler(...event); // the same function may be added twice
    this.#handlers.add(own);
    return () => void this.#handlers.delete(own);
  }

  emit(...event: Event): void {
    const errors: unknown[] = [];
    for (const handler of [...this.#handlers]) {
      try {
        handler(...event);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}

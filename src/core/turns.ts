/** Work that is done one piece after the other, in the order in which it is asked for: such as writing one file. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Begins when all earlier pieces have ended, also those that failed: that is told to whoever asked for them. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

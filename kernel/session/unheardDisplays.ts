/**
 * Displays that fail later, in a cell that does not await them: nobody would hear of it, so that their error
 * becomes the cell's. One that the cell awaits or catches is the cell's own business.
 */
import { setImmediate } from "node:timers/promises";

export class UnheardDisplays {
  /** The running cell, by the text of its request's header. */
  #cell: string | undefined;
  #hasFailed = false;
  #unheard: { readonly error: unknown } | undefined;
  /** Promises that were given away → the cell below which the display is. */
  readonly #given = new WeakMap<Promise<unknown>, string>();

  /** A cell starts. */
  begin(cell: string): void {
    this.#cell = cell;
    this.#hasFailed = false;
    this.#unheard = undefined;
  }

  /** The promise to give to the cell: that of a display, whose failure is noticed. */
  watch<T>(shown: Promise<T>, cell: string): Promise<T> {
    shown.catch(() => {
      if (cell === this.#cell) this.#hasFailed = true;
    });
    const given = shown.then((value) => value);
    this.#given.set(given, cell);
    return given;
  }

  /** Node.js found a rejected promise without a listener. @returns Whether the running cell will tell it. */
  take(promise: Promise<unknown>, error: unknown): boolean {
    if (this.#cell === undefined || this.cellOf(promise) !== this.#cell) return false;
    this.#unheard ??= { error };
    return true;
  }

  /** The cell below which a promise's display is; undefined for any other promise. */
  cellOf(promise: Promise<unknown>): string | undefined {
    return this.#given.get(promise);
  }

  /** The cell has ended. @throws The first error that nobody heard. */
  async end(): Promise<void> {
    // Node.js tells about rejections without a listener before it goes on to the next immediate.
    if (this.#hasFailed) await setImmediate();
    this.#cell = undefined;
    if (this.#unheard) throw this.#unheard.error;
  }
}

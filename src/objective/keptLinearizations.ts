/**
 * Linearizations of summands that wait for the next vector, up to a limit of memory. Each belongs to
 * the program that made it: on another lane, or after the objective was closed, it is of no use and is
 * made anew.
 */
import type { Linearization } from "../execute/executor.js";

interface Kept {
  readonly program: object;
  readonly linearization: Linearization;
}

/** What tells linearizations apart. */
export interface Place {
  /** Of the summand and what is computed from it. */
  readonly key: string;
  /** The same for those of one size. */
  readonly kind: string;
}

/** Bytes of residuals by default: a quarter of a small machine. */
const defaultMemory = 2 ** 30;

export class KeptLinearizations {
  readonly #memory: number;
  readonly #kept = new Map<string, Kept>(); // by key
  readonly #sizes = new Map<string, number>(); // by kind
  #bytes = 0;

  /** @param memory In bytes; 0 keeps none, Infinity all. */
  constructor(caller: string, memory = defaultMemory) {
    if (!(memory >= 0)) {
      throw new RangeError(`${caller}: memory must be a number ≥ 0, got ${memory}`);
    }
    this.#memory = memory;
  }

  get bytes(): number {
    return this.#bytes;
  }

  keys(): string[] {
    return [...this.#kept.keys()];
  }

  find(key: string, program: object): Linearization | undefined {
    const kept = this.#kept.get(key);
    if (!kept || kept.program === program) return kept?.linearization;
    this.drop(key);
    return undefined;
  }

  /** Whether one more would be kept. How large they are is known when one was made. */
  hasRoom({ kind }: Place): boolean {
    return this.#memory > 0 && this.#bytes + (this.#sizes.get(kind) ?? 0) <= this.#memory;
  }

  /**
   * @returns The one to use: of two that were made at the same time, the first. Undefined, and then
   *   it is the caller's to close, if it takes too much memory.
   */
  keep(place: Place, program: object, made: Linearization): Linearization | undefined {
    const { key, kind } = place;
    const known = this.find(key, program);
    if (known) {
      made.close();
      return known;
    }
    this.#sizes.set(kind, made.bytes);
    if (!this.hasRoom(place)) return undefined;
    this.#kept.set(key, { program, linearization: made });
    this.#bytes += made.bytes;
    return made;
  }

  drop(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    this.#bytes -= kept.linearization.bytes;
    kept.linearization.close();
  }

  close(): void {
    for (const key of this.keys()) this.drop(key);
  }
}

/**
 * Linearizations of summands that wait for the next vector. Each belongs to the program that made it:
 * on another lane, or after the objective was closed, it is of no use and is made anew.
 */
import type { Linearization } from "../execute/executor.js";

interface Kept {
  readonly program: object;
  readonly linearization: Linearization;
}

export class KeptLinearizations {
  readonly #kept = new Map<string, Kept>(); // by summand, and number of vectors
  #bytes = 0;

  get size(): number {
    return this.#kept.size;
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

  /** @returns The one to use: of two that were made at the same time, the first. */
  keep(key: string, program: object, made: Linearization): Linearization {
    const known = this.find(key, program);
    if (known) {
      made.close();
      return known;
    }
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

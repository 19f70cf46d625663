/**
 * Linearizations of summands that wait for the next vector. Each belongs to the program that made it:
 * on another lane, or after the objective was closed, it is of no use and is made anew.
 */
import type { Linearization } from "../execute/executor.js";
import type { ScalarProgram } from "./scalarProgram.js";

interface Kept {
  readonly program: ScalarProgram;
  readonly linearization: Linearization;
}

export class KeptLinearizations {
  readonly #kept = new Map<number, Kept>(); // by number of the summand
  #bytes = 0;

  get size(): number {
    return this.#kept.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(number: number, program: ScalarProgram): Linearization | undefined {
    const kept = this.#kept.get(number);
    if (!kept || kept.program === program) return kept?.linearization;
    this.#drop(number, kept);
    return undefined;
  }

  /** @returns The one to use: of two that were made at the same time, the first. */
  keep(number: number, program: ScalarProgram, made: Linearization): Linearization {
    const known = this.find(number, program);
    if (known) {
      made.close();
      return known;
    }
    this.#kept.set(number, { program, linearization: made });
    this.#bytes += made.bytes;
    return made;
  }

  close(): void {
    for (const [number, kept] of this.#kept) this.#drop(number, kept);
  }

  #drop(number: number, { linearization }: Kept): void {
    this.#kept.delete(number);
    this.#bytes -= linearization.bytes;
    linearization.close();
  }
}

/**
 * A run on the disk: `path` is a result file of what is there so far, replaced as a whole after each step,
 * and `path`.basis holds the vectors that further steps need (8 P bytes per step and probe).
 *
 * The vector is on the disk before the file that speaks of it, so a kill at any moment loses the step
 * under way and nothing else. One process at a time.
 */
import { replaceFile, textOf } from "../core/replaceFile.js";
import { tellOnce } from "../core/tellOnce.js";
import { Turns } from "../core/turns.js";
import type { LanczosStart } from "../lanczos/tridiagonalize.js";
import { BasisFile } from "./basisFile.js";
import type { ProbeRecord, SpectrumRecord } from "./record.js";
import { fromResult, toResult } from "./resultFile.js";

/** What the file says; nothing where there is no file. */
export async function readCheckpoint(path: string): Promise<SpectrumRecord | undefined> {
  const text = await textOf(path);
  return text === undefined ? undefined : fromResult(`spectrum: checkpoint ${path}`, text);
}

export class Checkpoint {
  readonly #path: string;
  readonly #basis: BasisFile;
  /** Probes that run at the same time write one after the other. */
  readonly #turns = new Turns();

  private constructor(path: string, basis: BasisFile) {
    this.#path = path;
    this.#basis = basis;
  }

  /** @param anew Where there was no file: vectors of an earlier run are forgotten. */
  static async open(
    path: string,
    { size, seed, fingerprint }: SpectrumRecord,
    anew: boolean,
  ): Promise<Checkpoint> {
    const run = JSON.stringify([seed, fingerprint]);
    return new Checkpoint(path, await BasisFile.open(`${path}.basis`, size, run, anew));
  }

  /** Keeps the vector that follows on a step (counted from 0). */
  append(probe: number, step: number, vector: Float64Array): Promise<void> {
    return this.#turns.take(() => this.#basis.append(probe, step, vector));
  }

  write(record: SpectrumRecord): Promise<void> {
    return this.#turns.take(() => replaceFile(this.#path, JSON.stringify(toResult(record))));
  }

  /**
   * As many steps of a probe as there are whole vectors for. What is damaged is computed again; but all
   * of a finished probe for the sake of further steps is not.
   */
  async start(
    probe: number,
    { diagonal, residualNorms, stopped }: ProbeRecord,
  ): Promise<LanczosStart | undefined> {
    const { length } = diagonal;
    const steps = await this.#basis.whole(probe, length);
    if (steps < length) this.#tellLoss(probe, steps, length);
    if (steps > 0) {
      return {
        diagonal: diagonal.subarray(0, steps),
        residualNorms: residualNorms.subarray(0, steps),
        next: this.#vectors(probe, steps),
      };
    }
    if (stopped !== "steps") return undefined;
    throw new RangeError(
      `spectrum: ${this.#basis.path} must hold the vectors of probe ${probe} for further steps, got none`,
    );
  }

  #tellLoss(probe: number, steps: number, length: number): void {
    const { path } = this.#basis;
    tellOnce(
      `damage ${path} ${probe}`,
      `spectrum: ${path} has ${steps} of ${length} vectors of probe ${probe} whole; it goes on from step ${steps}`,
    );
  }

  close(): Promise<void> {
    return this.#basis.close();
  }

  /** One at a time: they are as large as the basis. */
  async *#vectors(probe: number, steps: number): AsyncGenerator<Float64Array> {
    for (let step = 0; step < steps; step++) yield await this.#basis.vector(probe, step);
  }
}

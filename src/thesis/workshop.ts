/**
 * Where a claim's experiment works: pieces that are done are kept on the disk under a name and the sha256 of their
 * inputs, so that a run which was killed goes on behind them and claims share what they have in common.
 *
 * The folder carries a hash of the library's sources: other code never finds what this code has made.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../core/fingerprint.js";
import { Once } from "../core/once.js";
import type { Progress } from "../core/progress.js";
import { replaceFile, textOf } from "../core/replaceFile.js";
import { sealed, unsealed, type Seal } from "../core/sealed.js";
import type { Experiment, Json, Size } from "./claim.js";

const seal: Seal<"piece"> = { format: "eigenscape piece", version: 1, key: "piece" };

export interface WorkshopOptions {
  readonly folder: string;
  readonly size: Size;
  readonly workers: number;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export class Workshop implements Experiment {
  readonly size: Size;
  readonly workers: number;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly #folder: string;
  readonly #known = new Once<unknown>();

  constructor({ folder, size, workers, onProgress, signal }: WorkshopOptions) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.size = size;
    this.workers = workers;
    this.onProgress = onProgress;
    this.signal = signal;
  }

  /** What `make` gives goes through JSON the first time, too, so that both times give the same. */
  async keep<T>(name: string, inputs: Json, make: () => Promise<T>): Promise<T> {
    const path = `${this.checkpoint(name, inputs)}.json`;
    const piece = await this.#known.get(path, async () => {
      this.signal?.throwIfAborted();
      const text = (await textOf(path)) ?? JSON.stringify(sealed(seal, await make()));
      await replaceFile(path, text);
      return unsealed<"piece", unknown>(`reproduce: ${path}`, seal, text);
    });
    return piece as T; // a file of that name holds what make gives for those inputs
  }

  checkpoint(name: string, inputs: Json): string {
    const key = sha256(JSON.stringify(inputs)).slice("sha256 ".length, "sha256 ".length + 12);
    return join(this.#folder, `${name.replaceAll(/\W+/g, "-")}-${key}`);
  }
}

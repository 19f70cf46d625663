/**
 * All that matrices of an objective keep. It is freed when the matrix or the objective is closed, and
 * also when a matrix is forgotten: residuals may lie in another thread or in TensorFlow's memory, where
 * no garbage collector looks.
 */
import type { KeptLinearizations } from "./keptLinearizations.js";

interface Left {
  readonly kept: KeptLinearizations;
  readonly all: Set<KeptLinearizations>;
}

/** What it holds must not lead to the matrix, or that would never be forgotten. */
const forgotten = new FinalizationRegistry<Left>(({ kept, all }) => {
  all.delete(kept);
  kept.close();
});

export class OpenLinearizations {
  readonly #all = new Set<KeptLinearizations>();

  /** Those of a matrix, as long as that is in use. */
  of(matrix: object, kept: KeptLinearizations): KeptLinearizations {
    this.#all.add(kept);
    forgotten.register(matrix, { kept, all: this.#all });
    return kept;
  }

  close(): void {
    for (const kept of this.#all) kept.close();
  }
}

/**
 * The order in which training takes its rows: a new permutation in every epoch, from the stream "order". To go on in the middle
 * of an epoch, it is enough to know where the stream stood at its beginning.
 */
import { randomAfter, type RandomStream } from "../core/random.js";

export interface RowOrderOptions {
  readonly samples: number;
  readonly batchSize: number;
  readonly seed: number;
}

export class RowOrder {
  /** Steps; the last of an epoch takes the rows that are left. */
  readonly perEpoch: number;
  readonly #options: RowOrderOptions;
  readonly #numbers: RandomStream;
  #drawn: { readonly epoch: number; readonly words: number; readonly rows: Int32Array } | undefined;

  /** @param words What `wordsBefore` said of the first step to come. */
  constructor(options: RowOrderOptions, words = 0) {
    this.#options = options;
    this.#numbers = randomAfter(options.seed, "order", words);
    this.perEpoch = Math.ceil(options.samples / options.batchSize);
  }

  /** Steps are asked for one after the other. */
  rowsOf(step: number): Int32Array {
    const { samples, batchSize } = this.#options;
    const epoch = this.epochOf(step);
    if (this.#drawn?.epoch !== epoch) {
      const { words } = this.#numbers;
      this.#drawn = { epoch, words, rows: this.#numbers.permutation(samples) };
    }
    const from = (step % this.perEpoch) * batchSize;
    return this.#drawn.rows.subarray(from, from + batchSize);
  }

  epochOf(step: number): number {
    return Math.floor(step / this.perEpoch);
  }

  /** Where the stream stood before the epoch of the step that comes next. */
  wordsBefore(step: number): number {
    const underWay = this.#drawn?.epoch === this.epochOf(step);
    return this.#drawn && underWay ? this.#drawn.words : this.#numbers.words;
  }
}

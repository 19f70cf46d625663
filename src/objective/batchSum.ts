/**
 * The weighted sum over batches (and the penalty), one compiled program per batch size.
 */
import { checkInteger } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import type { Executor, NumericArray } from "../execute/executor.js";
import { batches } from "./batches.js";
import { rowsOf, type DataSet } from "./data.js";
import type { LossProgram } from "./lossProgram.js";
import { ScalarProgram } from "./scalarProgram.js";

interface Parts {
  readonly executor: Executor;
  readonly parts: Partition;
  readonly data: DataSet | undefined;
  readonly batchSize: number | readonly number[];
  readonly program: { readonly loss: LossProgram; readonly penalty?: LossProgram };
}

/** One summand: its program, its rows of data, its weight. */
export type Summand = (
  program: ScalarProgram,
  data: readonly NumericArray[],
  weight: number,
) => Promise<void>;

export class BatchSum {
  readonly #is: Parts;
  readonly #programs = new Map<number, ScalarProgram>(); // by number of rows
  #penalty: ScalarProgram | undefined;

  constructor(parts: Parts) {
    this.#is = parts;
    if (parts.data) batches(parts.data.samples, parts.batchSize); // wrong sizes are told at once
  }

  /** Calls `summand` on every batch of the given rows (all rows by default) and on the penalty. */
  async each(rows: ArrayLike<number> | undefined, summand: Summand): Promise<void> {
    const { data, program } = this.#is;
    if (data) await this.#eachBatch(data, rows, summand);
    else await summand(this.#program(1), [], 1);
    if (program.penalty) {
      this.#penalty ??= this.#make([], 0, program.penalty);
      await summand(this.#penalty, [], 1);
    }
  }

  async close(): Promise<void> {
    for (const program of this.#programs.values()) await program.close();
    await this.#penalty?.close();
    this.#programs.clear();
    this.#penalty = undefined;
  }

  async #eachBatch(data: DataSet, rows: ArrayLike<number> | undefined, summand: Summand) {
    const { batchSize } = this.#is;
    const chosen = rows ?? Int32Array.from({ length: data.samples }, (_, i) => i);
    if (rows) checkRows(rows, data.samples);
    // Explicit sizes fit all rows only; a subset takes the largest of them.
    const size = rows && typeof batchSize !== "number" ? Math.max(...batchSize) : batchSize;
    for (const { from, to, weight } of batches(chosen.length, size)) {
      const values = data.leaves.map((leaf) => rowsOf(leaf, chosen, from, to));
      await summand(this.#program(to - from), values, weight);
    }
  }

  #program(rows: number): ScalarProgram {
    const { data, program } = this.#is;
    const known = this.#programs.get(rows) ?? this.#make(data?.leaves ?? [], rows, program.loss);
    this.#programs.set(rows, known);
    return known;
  }

  #make(leaves: DataSet["leaves"], rows: number, loss: LossProgram): ScalarProgram {
    return new ScalarProgram(this.#is.executor, this.#is.parts, leaves, rows, loss);
  }
}

function checkRows(rows: ArrayLike<number>, samples: number): void {
  checkInteger("objective", "number of rows", rows.length, 1);
  for (let i = 0; i < rows.length; i++) checkInteger("objective", "row", rows[i], 0, samples - 1);
}

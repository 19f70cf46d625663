/**
 * The weighted sum over batches (and the penalty). Batch i runs on lane i mod W, each lane with an
 * executor and compiled programs of its own; sums are made in the order of the batches, so the
 * number of lanes changes no bit of the result.
 */
import { checkInteger } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import type { Executor, NumericArray } from "../execute/executor.js";
import { inOrder } from "../parallel/lanes.js";
import { remoteExecutor, type RemoteExecutor } from "../parallel/remoteExecutor.js";
import { batches } from "./batches.js";
import { rowsOf, type DataSet } from "./data.js";
import type { LossProgram } from "./lossProgram.js";
import { ScalarProgram } from "./scalarProgram.js";

interface Parts {
  readonly executor: Executor;
  /** Worker threads; 1 computes in the calling thread. */
  readonly workers: number;
  readonly parts: Partition;
  readonly data: DataSet | undefined;
  readonly batchSize: number | readonly number[];
  readonly program: { readonly loss: LossProgram; readonly penalty?: LossProgram };
}

/** One term of the sum. */
export interface Summand {
  /** Its number, the same for the same rows. */
  readonly number: number;
  readonly data: readonly NumericArray[];
  readonly weight: number;
  readonly rows: number;
  /** Place of its first row in the list of rows. */
  readonly first: number;
  readonly penalty: boolean;
}

interface Lane {
  readonly executor: Executor;
  readonly programs: Map<string, ScalarProgram>;
}

export class BatchSum {
  readonly #is: Parts;
  #lanes: Lane[] | undefined;
  #remote: RemoteExecutor[] = [];

  constructor(parts: Parts) {
    checkInteger("objective", "workers", parts.workers, 1, 256);
    if (parts.data) batches(parts.data.samples, parts.batchSize); // wrong sizes are told at once
    this.#is = parts;
    this.#probe();
  }

  /** Records the first batch now: what is wrong with a loss is told where it is given. */
  #probe(): void {
    const lane = { executor: this.#is.executor, programs: new Map<string, ScalarProgram>() };
    const [first] = this.#summands(undefined);
    this.#program(lane, first);
    if (this.#is.workers === 1) this.#lanes = [lane];
  }

  /**
   * Computes every summand of the given rows (all rows by default), and adds what comes out.
   * @param add Called in the order of the summands.
   */
  async each<Result>(
    rows: ArrayLike<number> | undefined,
    compute: (program: ScalarProgram, summand: Summand) => Promise<Result>,
    add: (result: Result, weight: number) => void,
  ): Promise<void> {
    this.#lanes ??= this.#start();
    const lanes = this.#lanes;
    await inOrder(
      this.#summands(rows),
      lanes.length,
      (summand, lane) => compute(this.#program(lanes[lane], summand), summand),
      (result, { weight }) => add(result, weight),
    );
  }

  get samples(): number {
    return this.#is.data?.samples ?? 1;
  }

  async close(): Promise<void> {
    for (const { programs } of this.#lanes ?? []) {
      for (const program of programs.values()) await program.close();
    }
    for (const remote of this.#remote) await remote.terminate();
    this.#lanes = undefined;
    this.#remote = [];
  }

  #start(): Lane[] {
    const { executor, workers } = this.#is;
    if (workers === 1) return [{ executor, programs: new Map() }];
    this.#remote = Array.from({ length: workers }, () => remoteExecutor(executor));
    return this.#remote.map((remote) => ({ executor: remote, programs: new Map() }));
  }

  #summands(rows: ArrayLike<number> | undefined): Summand[] {
    const { data, program } = this.#is;
    const terms = data ? this.#batches(data, rows) : [{ rows: 1, first: 0, data: [], weight: 1 }];
    const summands = terms.map((term, number) => ({ ...term, number, penalty: false }));
    if (!program.penalty) return summands;
    const penalty = { number: terms.length, rows: 0, first: 0, data: [], weight: 1, penalty: true };
    return [...summands, penalty];
  }

  #batches(data: DataSet, rows: ArrayLike<number> | undefined) {
    const { batchSize } = this.#is;
    const chosen = rows ?? Int32Array.from({ length: data.samples }, (_, i) => i);
    if (rows) checkRows(rows, data.samples);
    // Explicit sizes fit all rows only; a subset takes the largest of them.
    const size = rows && typeof batchSize !== "number" ? Math.max(...batchSize) : batchSize;
    return batches(chosen.length, size).map(({ from, to, weight }) => ({
      rows: to - from,
      first: from,
      data: data.leaves.map((leaf) => rowsOf(leaf, chosen, from, to)),
      weight,
    }));
  }

  #program({ executor, programs }: Lane, { rows, penalty }: Summand): ScalarProgram {
    const { parts, data, program } = this.#is;
    const key = penalty ? "penalty" : String(rows);
    const loss = penalty && program.penalty ? program.penalty : program.loss;
    const leaves = penalty ? [] : (data?.leaves ?? []);
    const known = programs.get(key) ?? new ScalarProgram(executor, parts, leaves, rows, loss);
    programs.set(key, known);
    return known;
  }
}

function checkRows(rows: ArrayLike<number>, samples: number): void {
  checkInteger("objective", "number of rows", rows.length, 1);
  for (let i = 0; i < rows.length; i++) checkInteger("objective", "row", rows[i], 0, samples - 1);
}

/**
 * The weighted sum over batches (and the penalty). Batch i runs on lane i mod W, each lane with an
 * executor and compiled programs of its own; sums are made in the order of the batches, so the
 * number of lanes changes no bit of the result.
 */
import { Calls } from "../core/calls.js";
import { checkInteger } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { tellOnce } from "../core/tellOnce.js";
import type { Executor, NumericArray } from "../execute/executor.js";
import { sizeOf } from "../graph/shape.js";
import { inOrder } from "../parallel/lanes.js";
import { unchanging } from "../parallel/unchanging.js";
import { batches } from "./batches.js";
import { rowsOf, type DataSet } from "./data.js";
import { LaneChoice } from "./laneChoice.js";
import type { Lane, LaneSet } from "./laneSet.js";
import type { LossProgram } from "./lossProgram.js";
import { OpenLinearizations } from "./openLinearizations.js";
import type { Workers } from "./options.js";
import { ScalarProgram } from "./scalarProgram.js";

interface Parts {
  readonly executor: Executor;
  /** Worker threads; 1 computes in the calling thread; "auto" is timed at the first sum. */
  readonly workers: Workers;
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

/** What is computed where there is no data. */
const one: Summand = { number: 0, data: [], weight: 1, rows: 1, first: 0, penalty: false };

type Rows = ArrayLike<number> | undefined;
type Compute<Result> = (program: ScalarProgram, summand: Summand) => Promise<Result>;
type Add<Result> = (result: Result, summand: Summand) => void;

export class BatchSum {
  readonly #is: Parts;
  readonly #lanes: LaneChoice;
  readonly #calls = new Calls();
  /** Of all matrices that are made with this sum. */
  readonly linearizations = new OpenLinearizations();
  #gradientBytes: number | undefined;

  constructor(parts: Parts) {
    const { executor, workers, data, batchSize } = parts;
    if (workers !== "auto") checkWorkers(executor, workers);
    const count = data ? batches(data.samples, batchSize).length : 1; // wrong sizes are told at once
    if (typeof workers === "number" && workers > 1 && count === 1) tellSingleBatch(workers, data);
    if (data) data.leaves.forEach(({ values }) => unchanging("data", [values])); // a copy of our own
    this.#is = parts;
    this.#lanes = new LaneChoice(executor, workers);
    // All sizes are recorded now: what is wrong with a loss is told where it is given.
    const [lane] = this.#lanes.spare.lanes;
    for (const summand of this.#summands(undefined)) this.#program(lane, summand);
  }

  /** Whatever is computed by sums is one call of this, be it of several sums: `close` waits for it. */
  call<T>(work: () => Promise<T>): Promise<T> {
    return this.#calls.run(work);
  }

  /**
   * Computes every summand of the given rows (all rows by default), and adds what comes out.
   * @param compute Called more often, and on several lanes, where these are still to be chosen.
   * @param add Called in the order of the summands.
   */
  each<Result>(
    rows: Rows,
    compute: Compute<Result>,
    add: (result: Result, weight: number) => void,
  ): Promise<void> {
    const weighted: Add<Result> = (result, { weight }) => add(result, weight);
    if (rows) checkRows(rows, this.#is.data, this.samples);
    return this.#run(this.#summands(rows), (summand) => summand, compute, weighted);
  }

  /**
   * Chunks of neighbouring rows, each with the program of a single row; no penalty.
   * @param size How many rows a chunk has (the last may be smaller), given the bytes that a gradient
   *   computes in passing.
   */
  eachChunk<Result>(
    rows: Rows,
    size: (gradientBytes: number) => number,
    compute: Compute<Result>,
    add: Add<Result>,
  ): Promise<void> {
    const { data } = this.#is;
    if (rows) checkRows(rows, data, this.samples);
    const chunk = data && size(this.#bytesOfOne());
    const terms = data ? this.#batches(data, rows, chunk) : [one];
    const summands = terms.map((term, number) => ({ ...one, ...term, number }));
    return this.#run(summands, () => one, compute, add);
  }

  /** @param kind Which summand's program computes it. */
  async #run<Result>(
    summands: readonly Summand[],
    kind: (summand: Summand) => Summand,
    compute: Compute<Result>,
    add: Add<Result>,
  ): Promise<void> {
    const on = ({ lanes, depth }: LaneSet, some: readonly Summand[], consume: Add<Result>) =>
      inOrder(
        some,
        depth * lanes.length,
        (summand, runner) =>
          compute(this.#program(lanes[runner % lanes.length], kind(summand)), summand),
        consume,
      );
    const chosen = await this.#lanes.lanesFor(summands.length, (tried, count) =>
      on(tried, summands.slice(0, count), () => undefined),
    );
    await on(chosen, summands, add);
  }

  get samples(): number {
    return this.#is.data?.samples ?? 1;
  }

  /** Of the first batch; an error where the objective has no outputs. */
  get outputShape(): readonly number[] {
    return this.#program(this.#lanes.spare.lanes[0], this.#summands(undefined)[0]).outputShape;
  }

  get outputsPerRow(): number {
    return sizeOf(this.outputShape) / this.#summands(undefined)[0].rows;
  }

  /** Programs of the first batch and of the penalty, as text and constants. */
  recorded(): readonly (string | Float64Array)[] {
    const lane = this.#lanes.spare.lanes[0];
    const [first, ...rest] = this.#summands(undefined);
    const penalty = rest.find((summand) => summand.penalty);
    const programs = [first, ...(penalty ? [penalty] : [])].map((s) => this.#program(lane, s));
    return programs.flatMap((program) => program.recorded());
  }

  /** Waits for calls under way; those that follow start anew. */
  close(): Promise<void> {
    return this.#calls.close(() => {
      this.linearizations.close();
      return this.#lanes.close();
    });
  }

  #summands(rows: Rows): Summand[] {
    const { data, program } = this.#is;
    const terms = data ? this.#batches(data, rows) : [one];
    const summands = terms.map((term, number) => ({ ...one, ...term, number }));
    if (!program.penalty) return summands;
    return [...summands, { ...one, number: terms.length, rows: 0, penalty: true }];
  }

  #batches(data: DataSet, rows: Rows, batchSize = this.#is.batchSize) {
    const chosen = rows ?? Int32Array.from({ length: data.samples }, (_, i) => i);
    // Explicit sizes fit all rows only; a subset takes the largest of them.
    const size = rows && typeof batchSize !== "number" ? Math.max(...batchSize) : batchSize;
    return batches(chosen.length, size).map(({ from, to, weight }) => ({
      rows: to - from,
      first: from,
      data: data.leaves.map((leaf) => rowsOf(leaf, chosen, from, to)),
      weight,
    }));
  }

  /** The program is recorded for that once; with one thread it may be the one that computes. */
  #bytesOfOne(): number {
    this.#gradientBytes ??= this.#program(this.#lanes.spare.lanes[0], one).gradientBytes();
    return this.#gradientBytes;
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

function checkWorkers({ name, staysHere }: Executor, workers: number | "background"): void {
  if (workers !== "background") checkInteger("objective", "workers", workers, 1, 256);
  if (workers === 1 || staysHere === undefined) return;
  throw new RangeError(
    `objective: workers must be 1 with executor ${name}, which ${staysHere}, got ${workers}`,
  );
}

/** A batch is never cut. */
function tellSingleBatch(workers: number, data: DataSet | undefined): void {
  const remedy = data
    ? `all ${data.samples} rows are one batch; choose a smaller batchSize`
    : "there are no data to share";
  tellOnce("single batch", `workers: ${workers} computes with one: ${remedy}`);
}

function checkRows(rows: ArrayLike<number>, data: DataSet | undefined, samples: number): void {
  checkInteger("objective", "number of rows", rows.length, 1);
  const name = data ? "row" : "row of an objective without data";
  for (let i = 0; i < rows.length; i++) checkInteger("objective", name, rows[i], 0, samples - 1);
}

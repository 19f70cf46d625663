/**
 * Products with one matrix at one point, for many vectors. At the first product every batch is
 * linearized and its residuals are kept, as long as they fit into `memory`; batches beyond that are
 * computed from nothing each time, at about 1.4 times the cost.
 */
import { checkPositive } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import type { Linearization, NumericArray } from "../execute/executor.js";
import type { BatchSum } from "./batchSum.js";
import { accumulate, type SplitVector } from "./flat.js";
import { KeptLinearizations } from "./keptLinearizations.js";
import type { Linearized } from "./objective.js";
import type { Curvature, ScalarProgram } from "./scalarProgram.js";

/** Bytes of residuals by default: a quarter of a small machine. */
const defaultMemory = 2 ** 30;

interface Point {
  readonly at: readonly NumericArray[];
  readonly rows: ArrayLike<number> | undefined;
  readonly curvature: Curvature;
  readonly memory: number | undefined;
  readonly split: SplitVector;
}

export class LinearizedSum implements Linearized {
  readonly #sum: BatchSum;
  readonly #parts: Partition;
  readonly #point: Point;
  readonly #memory: number;
  readonly #kept = new KeptLinearizations();

  constructor(sum: BatchSum, parts: Partition, point: Point) {
    this.#memory = point.memory ?? defaultMemory;
    if (this.#memory !== 0) checkPositive("linearize", "memory", this.#memory);
    this.#sum = sum;
    this.#parts = parts;
    this.#point = point;
  }

  get bytes(): number {
    return this.#kept.bytes;
  }

  async apply(v: Float64Array): Promise<Float64Array> {
    const { at, rows, curvature, split } = this.#point;
    const direction = split("apply", "v", v);
    const result = new Float64Array(this.#parts.size);
    await this.#sum.each(
      rows,
      async (program, { number, data }) => {
        const inputs = [...at, ...data];
        const make = () => program.linearize(curvature, inputs);
        const kept = await this.#linearization(number, program, make);
        return kept ? kept.apply(direction) : program.product(curvature, inputs, direction);
      },
      (arrays, weight) => accumulate(this.#parts, weight, arrays, result),
    );
    return result;
  }

  close(): void {
    this.#kept.close();
  }

  async #linearization(
    number: number,
    program: ScalarProgram,
    make: () => Promise<Linearization>,
  ): Promise<Linearization | undefined> {
    const kept = this.#kept;
    const known = kept.find(number, program);
    // The first one tells how large they are; the next ones are asked for only if they may fit.
    const typical = kept.size === 0 ? 0 : kept.bytes / kept.size;
    if (known || kept.bytes + typical > this.#memory || this.#memory === 0) return known;
    return kept.keep(number, program, await make());
  }
}

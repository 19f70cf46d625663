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
import type { Linearized } from "./objective.js";
import type { Curvature } from "./scalarProgram.js";

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
  readonly #kept = new Map<number, Linearization>(); // by number of the summand
  #bytes = 0;

  constructor(sum: BatchSum, parts: Partition, point: Point) {
    this.#memory = point.memory ?? defaultMemory;
    if (this.#memory !== 0) checkPositive("linearize", "memory", this.#memory);
    this.#sum = sum;
    this.#parts = parts;
    this.#point = point;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async apply(v: Float64Array): Promise<Float64Array> {
    const { at, rows, curvature, split } = this.#point;
    const direction = split("apply", "v", v);
    const result = new Float64Array(this.#parts.size);
    await this.#sum.each(
      rows,
      async (program, { number, data }) => {
        const inputs = [...at, ...data];
        const kept = await this.#linearization(number, () => program.linearize(curvature, inputs));
        return kept ? kept.apply(direction) : program.product(curvature, inputs, direction);
      },
      (arrays, weight) => accumulate(this.#parts, weight, arrays, result),
    );
    return result;
  }

  close(): void {
    for (const linearization of this.#kept.values()) linearization.close();
    this.#kept.clear();
    this.#bytes = 0;
  }

  async #linearization(
    number: number,
    make: () => Promise<Linearization>,
  ): Promise<Linearization | undefined> {
    const known = this.#kept.get(number);
    // The first one tells how large they are; the next ones are asked for only if they may fit.
    const typical = this.#kept.size === 0 ? 0 : this.#bytes / this.#kept.size;
    if (known || this.#bytes + typical > this.#memory || this.#memory === 0) return known;
    const made = await make();
    this.#kept.set(number, made);
    this.#bytes += made.bytes;
    return made;
  }
}

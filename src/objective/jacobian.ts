/**
 * The Jacobian of all outputs in the parameters, J [N·C × P], by its products with vectors from
 * both sides. Rows are those of the outputs, sample after sample; nothing is averaged.
 */
import type { Partition } from "../core/partition.js";
import type { Linearization, NumericArray, Precision } from "../execute/executor.js";
import type { BatchSum } from "./batchSum.js";
import { accumulate, checkedCopy, type SplitVector } from "./flat.js";
import { KeptLinearizations } from "./keptLinearizations.js";
import type { ScalarProgram } from "./scalarProgram.js";

export interface Jacobian {
  /** J·v: the change of every output, N·C numbers. */
  apply(v: Float64Array): Promise<Float64Array>;
  /** Jᵀ·u for one number per output: P numbers. */
  applyTransposed(u: Float64Array): Promise<Float64Array>;
}

export class LinearizedJacobian implements Jacobian {
  readonly #sum: BatchSum;
  readonly #parts: Partition;
  readonly #precision: Precision;
  readonly #split: SplitVector;
  readonly #at: readonly NumericArray[];
  readonly #forward = new KeptLinearizations();
  readonly #backward = new KeptLinearizations();

  constructor(
    sum: BatchSum,
    parts: Partition,
    precision: Precision,
    split: SplitVector,
    theta: Float64Array,
  ) {
    this.#sum = sum;
    this.#parts = parts;
    this.#precision = precision;
    this.#split = split;
    this.#at = split("jacobian", "theta", theta);
  }

  async apply(v: Float64Array): Promise<Float64Array> {
    const direction = this.#split("apply", "v", v);
    const numbers: number[] = [];
    await this.#sum.each(
      undefined,
      async (program, { number, data, penalty }) => {
        if (penalty) return []; // it has no outputs
        const make = () => program.jacobian([...this.#at, ...data]);
        return (await once(this.#forward, number, program, make)).apply(direction);
      },
      (arrays) => arrays.forEach((piece) => piece.forEach((x) => numbers.push(x))),
    );
    return Float64Array.from(numbers);
  }

  async applyTransposed(u: Float64Array): Promise<Float64Array> {
    const { samples } = this.#sum;
    const perRow = this.#sum.outputsPerRow;
    const copy = checkedCopy("applyTransposed", "u", u, perRow * samples, this.#precision);
    const result = new Float64Array(this.#parts.size);
    await this.#sum.each(
      undefined,
      async (program, { number, first, rows, data, penalty }) => {
        if (penalty) return [];
        const make = () => program.jacobianTranspose([...this.#at, ...data]);
        const part = copy.subarray(first * perRow, (first + rows) * perRow);
        return (await once(this.#backward, number, program, make)).apply([part]);
      },
      (arrays) => arrays.length > 0 && accumulate(this.#parts, 1, arrays, result),
    );
    return result;
  }
}

async function once(
  kept: KeptLinearizations,
  number: number,
  program: ScalarProgram,
  make: () => Promise<Linearization>,
): Promise<Linearization> {
  const key = String(number);
  return kept.find(key, program) ?? kept.keep(key, program, await make());
}

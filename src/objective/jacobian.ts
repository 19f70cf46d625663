/**
 * The Jacobian of all outputs in the parameters, J [N·C × P], by its products with vectors from
 * both sides. Rows are those of the outputs, sample after sample; nothing is averaged.
 */
import type { Partition } from "../core/partition.js";
import type { Linearization, NumericArray, Precision } from "../execute/executor.js";
import type { BatchSum, Summand } from "./batchSum.js";
import { accumulate, checkedCopy, type SplitVector } from "./flat.js";
import { KeptLinearizations, type Place } from "./keptLinearizations.js";
import type { ScalarProgram } from "./scalarProgram.js";

export interface Jacobian {
  /** J·v: the change of every output, N·C numbers. */
  apply(v: Float64Array): Promise<Float64Array>;
  /** Jᵀ·u for one number per output: P numbers. */
  applyTransposed(u: Float64Array): Promise<Float64Array>;
  /** Memory that is kept for it now; it grows at the first product, up to the limit `memory`. */
  readonly bytes: number;
  /** Frees what is kept between products; the Jacobian still works, slower at first. */
  close(): void;
}

interface Point {
  readonly precision: Precision;
  readonly split: SplitVector;
  readonly theta: Float64Array;
  readonly memory: number | undefined;
}

export class LinearizedJacobian implements Jacobian {
  readonly #sum: BatchSum;
  readonly #parts: Partition;
  readonly #point: Point;
  readonly #at: readonly NumericArray[];
  readonly #kept: KeptLinearizations;

  constructor(sum: BatchSum, parts: Partition, point: Point) {
    this.#sum = sum;
    this.#parts = parts;
    this.#point = point;
    this.#at = point.split("jacobian", "theta", point.theta);
    this.#kept = sum.linearizations.of(this, new KeptLinearizations("jacobian", point.memory));
  }

  get bytes(): number {
    return this.#kept.bytes;
  }

  async apply(v: Float64Array): Promise<Float64Array> {
    const direction = this.#point.split("apply", "v", v);
    const numbers: number[] = [];
    const term = async (program: ScalarProgram, summand: Summand): Promise<NumericArray[]> => {
      if (summand.penalty) return []; // it has no outputs
      const make = () => program.jacobian([...this.#at, ...summand.data]);
      return this.#product(placeOf("forward", summand), program, make, direction);
    };
    await this.#sum.call(() =>
      this.#sum.each(undefined, term, (arrays) =>
        arrays.forEach((piece) => piece.forEach((x) => numbers.push(x))),
      ),
    );
    return Float64Array.from(numbers);
  }

  async applyTransposed(u: Float64Array): Promise<Float64Array> {
    const { samples } = this.#sum;
    const perRow = this.#sum.outputsPerRow;
    const { precision } = this.#point;
    const copy = checkedCopy("applyTransposed", "u", u, perRow * samples, precision);
    const result = new Float64Array(this.#parts.size);
    const term = async (program: ScalarProgram, summand: Summand): Promise<NumericArray[]> => {
      const { first, rows, data, penalty } = summand;
      if (penalty) return [];
      const make = () => program.jacobianTranspose([...this.#at, ...data]);
      const part = copy.subarray(first * perRow, (first + rows) * perRow);
      return this.#product(placeOf("backward", summand), program, make, [part]);
    };
    await this.#sum.call(() =>
      this.#sum.each(undefined, term, (arrays) => {
        if (arrays.length > 0) accumulate(this.#parts, 1, arrays, result);
      }),
    );
    return result;
  }

  close(): void {
    this.#kept.close();
  }

  /** What does not fit into memory is linearized for each product. */
  async #product(
    place: Place,
    program: ScalarProgram,
    make: () => Promise<Linearization>,
    tangents: readonly NumericArray[],
  ): Promise<NumericArray[]> {
    const known = this.#kept.find(place.key, program);
    if (known) return known.apply(tangents);
    const made = await make();
    const kept = this.#kept.keep(place, program, made);
    if (kept) return kept.apply(tangents);
    try {
      return await made.apply(tangents);
    } finally {
      made.close();
    }
  }
}

const placeOf = (side: "forward" | "backward", { number, rows }: Summand): Place => ({
  key: `${side} ${number}`,
  kind: `${side} ${rows}`,
});

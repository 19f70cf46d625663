/**
 * Products with one matrix at one point, for many vectors. At the first product every batch is
 * linearized and its residuals are kept, as long as they fit into `memory`; batches beyond that are
 * computed from nothing each time, at about 1.4 times the cost. Products with k vectors at once are
 * programs and linearizations of their own, which share the limit.
 */
import { checkInteger, checkPositive } from "../core/check.js";
import { Once } from "../core/once.js";
import type { Partition } from "../core/partition.js";
import type { Linearization, NumericArray } from "../execute/executor.js";
import type { BatchSum, Summand } from "./batchSum.js";
import { accumulate, type SplitVector } from "./flat.js";
import { KeptLinearizations } from "./keptLinearizations.js";
import type { Linearized, LinearizeOptions } from "./objective.js";
import type { ScalarProgram } from "./scalarProgram.js";
import { stack, unstack } from "./stacks.js";
import { checkVectorsAtOnce, fastest } from "./vectorsAtOnce.js";

/** Bytes of residuals by default: a quarter of a small machine. */
const defaultMemory = 2 ** 30;

interface Point extends LinearizeOptions {
  readonly at: readonly NumericArray[];
  readonly split: SplitVector;
}

/** One array per parameter. */
type Vector = readonly NumericArray[];

export class LinearizedSum implements Linearized {
  readonly #sum: BatchSum;
  readonly #parts: Partition;
  readonly #point: Point;
  readonly #memory: number;
  readonly #kept = new KeptLinearizations();
  readonly #vectorsAtOnce = new Once<number>();

  constructor(sum: BatchSum, parts: Partition, point: Point) {
    const { memory = defaultMemory, vectorsAtOnce = 1 } = point;
    if (memory !== 0) checkPositive("linearize", "memory", memory);
    checkVectorsAtOnce("linearize", vectorsAtOnce);
    if (point.products !== undefined) checkInteger("linearize", "products", point.products, 1);
    this.#memory = memory;
    this.#sum = sum;
    this.#parts = parts;
    this.#point = point;
  }

  get bytes(): number {
    return this.#kept.bytes;
  }

  async apply(v: Float64Array): Promise<Float64Array> {
    const [product] = await this.#products([this.#point.split("apply", "v", v)]);
    return product;
  }

  async applyMany(vectors: readonly Float64Array[]): Promise<Float64Array[]> {
    const all = vectors.map((v) => this.#point.split("applyMany", "v", v));
    const k = all.length > 1 ? await this.#chosen(all) : 1;
    const products: Float64Array[] = [];
    while (products.length < all.length) {
      const rest = all.slice(products.length, products.length + k);
      // A few left over go one by one; more are filled up, whose products nobody sees.
      const fill = 2 * rest.length < k ? [] : all.slice(0, k - rest.length);
      const chunk = 2 * rest.length < k ? rest.slice(0, 1) : [...rest, ...fill];
      products.push(...(await this.#products(chunk)));
    }
    return products.slice(0, all.length);
  }

  close(): void {
    this.#kept.close();
  }

  /** All vectors at once. */
  async #products(vectors: readonly Vector[]): Promise<Float64Array[]> {
    const k = vectors.length;
    const tangents = stack(vectors);
    const products = vectors.map(() => new Float64Array(this.#parts.size));
    await this.#sum.each(
      this.#point.rows,
      (program, summand) => this.#term(program, summand, tangents, k),
      (arrays, weight) =>
        products.forEach((p, j) => accumulate(this.#parts, weight, unstack(arrays, j, k), p)),
    );
    return products;
  }

  async #term(
    program: ScalarProgram,
    { number, data }: Summand,
    tangents: Vector,
    k: number,
  ): Promise<NumericArray[]> {
    const { at, curvature = "hessian", products } = this.#point;
    const inputs = [...at, ...data];
    const make = (): Promise<Linearization> =>
      program.linearize(curvature, inputs, { k, products });
    const kept = await this.#linearization(`${number} × ${k}`, program, make);
    return kept ? kept.apply(tangents) : program.product(curvature, inputs, tangents, k);
  }

  #chosen(vectors: readonly Vector[]): Promise<number> {
    const { vectorsAtOnce = 1 } = this.#point;
    if (vectorsAtOnce !== "auto") return Promise.resolve(vectorsAtOnce);
    return this.#vectorsAtOnce.get("auto", () => this.#measured(vectors));
  }

  /** Times the first batch; what the others of its linearizations took is freed. */
  async #measured(vectors: readonly Vector[]): Promise<number> {
    let best = 1;
    const before = new Set(this.#kept.keys());
    await this.#sum.each(
      this.#point.rows,
      async (program, summand) => {
        if (summand.number > 0) return;
        const run = (k: number) => this.#term(program, summand, stack(vectors.slice(0, k)), k);
        best = await fastest(run, vectors.length);
      },
      () => undefined,
    );
    for (const key of this.#kept.keys()) {
      if (!before.has(key) && key !== `0 × ${best}`) this.#kept.drop(key);
    }
    return best;
  }

  async #linearization(
    key: string,
    program: ScalarProgram,
    make: () => Promise<Linearization>,
  ): Promise<Linearization | undefined> {
    const kept = this.#kept;
    const known = kept.find(key, program);
    // The first one tells how large they are; the next ones are asked for only if they may fit.
    const typical = kept.size === 0 ? 0 : kept.bytes / kept.size;
    if (known || kept.bytes + typical > this.#memory || this.#memory === 0) return known;
    return kept.keep(key, program, await make());
  }
}

/**
 * Products with one matrix at one point, for many vectors. At the first product every batch is
 * linearized and its residuals are kept, as long as they fit into `memory`; batches beyond that are
 * computed from nothing each time, at about 1.4 times the cost. Products with k vectors at once are
 * programs and linearizations of their own, which share the limit.
 */
import { checkInteger } from "../core/check.js";
import { Once } from "../core/once.js";
import type { Partition } from "../core/partition.js";
import type { NumericArray } from "../execute/executor.js";
import type { BatchSum, Summand } from "./batchSum.js";
import { accumulate, type SplitVector } from "./flat.js";
import { KeptLinearizations } from "./keptLinearizations.js";
import type { Linearized, LinearizeOptions } from "./objective.js";
import type { ScalarProgram } from "./scalarProgram.js";
import { stack, unstack } from "./stacks.js";
import { checkVectorsAtOnce, fastest } from "./vectorsAtOnce.js";

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
  readonly #kept: KeptLinearizations;
  readonly #vectorsAtOnce = new Once<number>();

  constructor(sum: BatchSum, parts: Partition, point: Point) {
    const { memory, vectorsAtOnce = 1 } = point;
    checkVectorsAtOnce("linearize", vectorsAtOnce);
    if (point.products !== undefined) checkInteger("linearize", "products", point.products, 1);
    this.#kept = sum.linearizations.of(this, new KeptLinearizations("linearize", memory));
    this.#sum = sum;
    this.#parts = parts;
    this.#point = point;
  }

  get bytes(): number {
    return this.#kept.bytes;
  }

  async apply(v: Float64Array): Promise<Float64Array> {
    const vector = this.#point.split("apply", "v", v);
    const [product] = await this.#sum.call(() => this.#products([vector]));
    return product;
  }

  async applyMany(vectors: readonly Float64Array[]): Promise<Float64Array[]> {
    const all = vectors.map((v) => this.#point.split("applyMany", "v", v));
    return this.#sum.call(() => this.#chunks(all));
  }

  close(): void {
    this.#kept.close();
  }

  async #chunks(all: readonly Vector[]): Promise<Float64Array[]> {
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
    { number, rows, data }: Summand,
    tangents: Vector,
    k: number,
  ): Promise<NumericArray[]> {
    const { at, curvature = "hessian", products } = this.#point;
    const kept = this.#kept;
    const inputs = [...at, ...data];
    const place = { key: `${number} × ${k}`, kind: `${rows} × ${k}` };
    const known = kept.find(place.key, program);
    if (known) return known.apply(tangents);
    if (kept.hasRoom(place)) {
      const made = await program.linearize(curvature, inputs, { k, products });
      const fitting = kept.keep(place, program, made);
      if (fitting) return fitting.apply(tangents);
      made.close(); // now, as later, from nothing: the same vector gives the same bytes every time
    }
    return program.product(curvature, inputs, tangents, k);
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
}

/**
 * Products with an operator, counted against a budget, reported and stopped by a signal. Where the
 * operator multiplies several vectors at once, they are handed over in groups.
 */
import { tick, type Watch } from "../core/progress.js";
import type { SymmetricOperator } from "../operators/operator.js";

const group = 8; // vectors; more at once gain nothing (docs/engine.md) and take memory

export class ProductCounter {
  readonly caller: string;
  readonly operator: SymmetricOperator;
  readonly budget: number;
  readonly #watch: Watch;
  #done = 0;

  constructor(caller: string, operator: SymmetricOperator, budget: number, watch: Watch) {
    this.caller = caller;
    this.operator = operator;
    this.budget = budget;
    this.#watch = watch;
  }

  get size(): number {
    return this.operator.size;
  }

  /** Relative error of one product. */
  get relativeError(): number {
    return this.operator.relativeError ?? 1e-13;
  }

  get done(): number {
    return this.#done;
  }

  get left(): number {
    return this.budget - this.#done;
  }

  get aborted(): boolean {
    return this.#watch.signal?.aborted ?? false;
  }

  /** Throws for computations that were stopped before there was anything to return. */
  nothing(): never {
    this.#watch.signal?.throwIfAborted();
    throw new Error(`${this.caller}: needs at least one product, got ${this.#done}`);
  }

  /**
   * Multiplies the vectors number from … to − 1 and hands each product to `use`, until that answers
   * false, the budget is spent or the signal aborted.
   */
  async each(
    from: number,
    to: number,
    vector: (i: number) => Float64Array,
    use: (product: Float64Array, vector: Float64Array, i: number) => boolean,
  ): Promise<void> {
    const atOnce = this.operator.applyMany ? group : 1;
    for (let start = from; start < to && this.left > 0 && !this.aborted; start += atOnce) {
      const count = Math.min(atOnce, to - start, this.left);
      const vectors = Array.from({ length: count }, (_, j) => vector(start + j));
      const products = await this.#multiply(vectors);
      this.#done += count;
      const wanted = products.every((product, j) => {
        this.#check(product);
        return use(product, vectors[j], start + j);
      });
      await tick({ onProgress: this.#watch.onProgress }, this.#done, this.budget, "products");
      if (!wanted) return;
    }
  }

  async #multiply(vectors: readonly Float64Array[]): Promise<readonly Float64Array[]> {
    const { operator } = this;
    if (operator.applyMany && vectors.length > 1) return operator.applyMany(vectors);
    return [await operator.apply(vectors[0])];
  }

  #check(product: Float64Array): void {
    const bad = product.findIndex((x) => !Number.isFinite(x));
    if (bad < 0) return;
    const message = `products must be finite, got ${product[bad]} at index ${bad}`;
    throw new RangeError(`${this.caller}: ${message}`);
  }
}

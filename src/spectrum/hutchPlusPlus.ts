/**
 * Hutch++: the trace on a subspace Q that holds the great eigenvalues is computed, the rest estimated:
 *
 *   tr A ≈ tr(QᵀA Q) + (1/k) Σₗ gₗᵀ P A P gₗ,   P = I − Q Qᵀ,   Q an orthonormal basis of A·(k vectors).
 *
 * Three products per sample, two vectors of memory each. Errors fall as 1/k where Hutchinson's fall as
 * 1/√k (positive semidefinite A). Given Q the second term is Hutchinson's estimate for P A P with
 * independent probes, and so are its variance and intervals.
 *
 * Deviations from the paper: the number of products is not given, so Q and the probes grow together. When q
 * joins Q, A P g of all earlier probes becomes A P g − (A q)(qᵀg): no product is lost. And Q is made from
 * vectors on a sphere (sphereProbe.ts), the probes are signs.
 *
 * Meyer, Musco, Musco and Woodruff (2021), arXiv:2010.09649.
 */
import { axpy, dot } from "../core/vector.js";
import { meanTrace } from "./hutchinson.js";
import { EntryMoments } from "./moments.js";
import type { ProductCounter } from "./productCounter.js";
import { signProbe } from "./signProbe.js";
import { Sketch } from "./sketch.js";
import type { TraceEstimator, TraceSample } from "./traceEstimator.js";

export class HutchPlusPlus implements TraceEstimator {
  readonly productsPerSample = 3;
  readonly mostGrowth = 2; // errors fall faster than the rule believes
  readonly #products: ProductCounter;
  readonly #seed: number;
  readonly #sketch: Sketch;
  #known = 0; // vectors of Q with known A q: those that count
  #trace = 0; // of QᵀA Q
  readonly #probes: Int8Array[] = []; // g
  readonly #images: Float64Array[] = []; // A P g

  constructor(products: ProductCounter, seed: number) {
    this.#products = products;
    this.#seed = seed;
    this.#sketch = new Sketch(products, seed, { keep: false });
  }

  async grow(samples: number): Promise<void> {
    await this.#sketch.grow(samples);
    const { vectors } = this.#sketch.range;
    await this.#products.each(
      this.#known,
      vectors.length,
      (j) => vectors[j],
      (image, q) => this.#join(q, image),
    );
    if (this.#exhausted) return;
    const projected = (l: number) => {
      const g = signProbe(this.#products.size, this.#seed, "trace probe", l);
      this.#probes[l] = new Int8Array(g);
      return this.#outside(g);
    };
    await this.#products.each(this.#images.length, samples, projected, (image) => {
      this.#images.push(image);
      return true;
    });
  }

  estimate(): TraceSample | undefined {
    const frobenius = this.#sketch.frobenius.estimate();
    const value = this.#trace;
    if (this.#exhausted) {
      const { outside } = this.#sketch.range;
      return { value, standardError: 0, freedom: 1, frobenius, outside };
    }
    if (this.#images.length === 0) return this.#sketch.estimate();
    const entries = new EntryMoments(this.#products.size);
    this.#images.forEach((image, l) => {
      const g = this.#probes[l];
      entries.add(this.#outside(image.slice()).map((y, i) => g[i] * y));
    });
    const rest = meanTrace(entries);
    return { ...rest, value: value + rest.value, frobenius };
  }

  /** Everything that A does is known. */
  get #exhausted(): boolean {
    const { outside, vectors } = this.#sketch.range;
    return outside !== undefined && this.#known === vectors.length;
  }

  #join(q: Float64Array, image: Float64Array): boolean {
    this.#known++;
    this.#trace += dot(q, image);
    this.#images.forEach((old, l) => axpy(-dot(q, new Float64Array(this.#probes[l])), image, old));
    return true;
  }

  /** v ← P v. */
  #outside(v: Float64Array): Float64Array {
    for (let j = 0; j < this.#known; j++) {
      const q = this.#sketch.range.vectors[j];
      axpy(-dot(q, v), q, v);
    }
    return v;
  }
}

/**
 * The limited-memory BFGS estimate of an inverse Hessian, from pairs s = change of place and y = change of gradient,
 * applied by the two-loop recursion. Cost per product: 4·memory·P multiply-adds.
 *
 * Nocedal (1980), doi:10.1090/S0025-5718-1980-0572855-7.
 */
import { axpy, dot, scale } from "../core/vector.js";

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly sy: number;
}

export class InverseHessian {
  readonly #memory: number;
  #pairs: Pair[] = [];

  /** @param memory Pairs that are kept, the latest ones. */
  constructor(memory: number) {
    this.#memory = memory;
  }

  /** Pairs along which the function does not curve upwards are passed over, so the estimate stays positive. */
  update(s: Float64Array, y: Float64Array): void {
    const sy = dot(s, y);
    if (!(sy > 1e-10 * dot(s, s) ** 0.5 * dot(y, y) ** 0.5)) return;
    this.#pairs.push({ s, y, sy });
    if (this.#pairs.length > this.#memory) this.#pairs.shift();
  }

  forget(): void {
    this.#pairs = [];
  }

  /** H⁻¹v; without pairs `first`·v. */
  times(v: Float64Array, first: number): Float64Array {
    const q = v.slice();
    const alphas = this.#pairs.map(() => 0);
    for (let i = this.#pairs.length - 1; i >= 0; i--) {
      const { s, y, sy } = this.#pairs[i];
      alphas[i] = dot(s, q) / sy;
      axpy(-alphas[i], y, q);
    }
    const last = this.#pairs.at(-1);
    const result = scale(last ? last.sy / dot(last.y, last.y) : first, q);
    this.#pairs.forEach(({ s, y, sy }, i) => axpy(alphas[i] - dot(y, result) / sy, s, result));
    return result;
  }
}

/**
 * An orthonormal basis [V Q q] in bounded memory: locked Ritz vectors V of A, a Krylov space Q of A
 * deflated by V, and the vector q that is multiplied next. Up to the residuals of V
 *
 *   A·Qᵀ = Qᵀ·T + q·cᵀ     (projected.ts)
 *
 * after every operation here. Each new vector is orthogonalized twice against all others; what the
 * recurrence knows is taken out before, because a compiled basis is exact for small overlaps only.
 */
import { orthogonalizeTwice, plainBasis, type Basis } from "../core/basis.js";
import { axpy, dot, norm, scale } from "../core/vector.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { ritzPairs, type Projected } from "./projected.js";

/** A locked pair, or a Ritz pair of the run. */
export interface Candidate {
  readonly value: number;
  /** ‖A x − λ x‖ as the recurrence knows it. */
  readonly residual: number;
  /** The vector as a combination of the basis. */
  readonly row: Float64Array;
  /** With the next vector, signed; of pairs of the run. */
  readonly coupling: number;
  readonly locked: boolean;
}

export interface Eigenpair {
  readonly value: number;
  readonly vector: Float64Array;
  /** ‖A x − λ x‖. */
  readonly residual: number;
}

export class KrylovSpace {
  readonly size: number;
  readonly capacity: number;
  readonly #operator: SymmetricOperator;
  readonly #basis: Basis;
  readonly #accuracy: number;
  #locked: readonly { readonly value: number; readonly residual: number }[] = [];
  #t: Projected = empty;
  #open = false;
  #steps = 0;
  #age = 0;
  #products = 0;
  #scale = 0;

  /** @param accuracy Pairs with residuals up to accuracy·‖A‖ are known. */
  constructor(operator: SymmetricOperator, capacity: number, accuracy: number) {
    this.#accuracy = accuracy;
    this.size = operator.size;
    this.capacity = capacity;
    this.#operator = operator;
    this.#basis = operator.basis?.(capacity) ?? plainBasis(operator.size);
  }

  get locked(): number {
    return this.#locked.length;
  }

  /** Vectors of the run. */
  get length(): number {
    return this.#t.diagonal.length;
  }

  /** Whether there is a vector to multiply next. */
  get open(): boolean {
    return this.#open;
  }

  /** No room for another vector. */
  get full(): boolean {
    return this.#open && this.#basis.count === this.capacity && this.capacity < this.size;
  }

  /** The basis spans everything. */
  get exhausted(): boolean {
    return this.locked + this.length === this.size;
  }

  /** Steps of this run before its first restart. */
  get steps(): number {
    return this.#steps;
  }

  /** Steps of this run. */
  get age(): number {
    return this.#age;
  }

  get products(): number {
    return this.#products;
  }

  /** Largest ‖A·q‖ seen: a lower bound of ‖A‖ that soon is nearly it. */
  get scale(): number {
    return this.#scale;
  }

  /** Pairs with a smaller residual are known. */
  get negligible(): number {
    return this.#accuracy * this.#scale;
  }

  /** The locked pairs, then those of the run in ascending order. Costs O(length³). */
  candidates(): Candidate[] {
    const run = ritzPairs(this.#t).map(({ value, coefficients, coupling }) => ({
      value,
      residual: Math.abs(coupling),
      row: this.#row(this.locked, coefficients),
      coupling,
      locked: false,
    }));
    return [...this.#lockedPairs(), ...run];
  }

  /** A new run from this vector; there is none before. */
  async begin(start: Float64Array): Promise<void> {
    await this.#append(start);
    this.#steps = this.#age = 0;
    this.#open = true;
  }

  /** One product; the run ends where r is nothing but rounding. */
  async step(): Promise<void> {
    const { kept, diagonal, couplings } = this.#t;
    const k = this.length;
    const q = this.#basis.vector(this.locked + k);
    const r = await this.product(q);
    const alpha = dot(q, r);
    axpy(-alpha, q, r);
    couplings.forEach((b, i) => {
      if (Math.max(kept, i + 1) === k) axpy(-b, this.#basis.vector(this.locked + i), r);
    });
    await orthogonalizeTwice(this.#basis, r);
    const beta = norm(r);
    this.#t = { kept, diagonal: [...diagonal, alpha], couplings: [...couplings, beta] };
    this.#age++;
    if (kept === 0) this.#steps++;
    this.#open = beta > vanishing * this.#scale && !this.exhausted;
    if (this.#open) this.#basis.append(scale(1 / beta, r));
  }

  /** A·q, counted and checked; with `exact` in higher precision, where there is one. */
  async product(q: Float64Array, exact = false): Promise<Float64Array> {
    const a = this.#operator;
    const r = await (exact && a.applyExact ? a.applyExact(q) : a.apply(q));
    this.#products++;
    const size = norm(r);
    if (!Number.isFinite(size)) {
      throw new RangeError(
        `eigenpairs: products must be finite, got ‖A·q‖ = ${size} in product ${this.#products}`,
      );
    }
    this.#scale = Math.max(this.#scale, size);
    return r;
  }

  /** Forgets all of the run but these of its pairs; it goes on with the same next vector. */
  restart(keep: readonly Candidate[]): void {
    const next = this.#row(this.#basis.count - 1, [1]);
    this.#basis.rotate([...[...this.#lockedPairs(), ...keep].map(({ row }) => row), next]);
    this.#t = {
      kept: keep.length,
      diagonal: keep.map(({ value }) => value),
      couplings: keep.map(({ coupling }) => coupling),
    };
  }

  /** Ends the run; these pairs alone remain, as V. */
  lock(chosen: readonly Candidate[]): void {
    this.#basis.rotate(chosen.map(({ row }) => row));
    this.#locked = chosen.map(({ value, residual }) => ({ value, residual }));
    this.#t = empty;
    this.#open = false;
  }

  /** The vectors of the pairs. The space is empty afterwards. */
  take(chosen: readonly Candidate[]): Float64Array[] {
    this.lock(chosen);
    const vectors = chosen.map((_, i) => this.#basis.vector(i));
    this.lock([]);
    return vectors;
  }

  /** Locks eigenpairs that were found elsewhere; their vectors are orthonormal. The space is empty before. */
  adopt(pairs: readonly Eigenpair[]): void {
    for (const { vector } of pairs) this.#basis.append(vector);
    this.#locked = pairs.map(({ value, residual }) => ({ value, residual }));
  }

  #lockedPairs(): Candidate[] {
    return this.#locked.map((pair, i) => {
      return { ...pair, row: this.#row(i, [1]), coupling: 0, locked: true };
    });
  }

  /** Zeros but for these numbers; one for each vector of the basis. */
  #row(at: number, numbers: ArrayLike<number>): Float64Array {
    const row = new Float64Array(this.#basis.count);
    row.set(numbers, at);
    return row;
  }

  /** Appends what is left of v, normalized. A third pass, because v is arbitrary. */
  async #append(v: Float64Array): Promise<void> {
    for (let pass = 0; pass < 3; pass++) {
      v = scale(1 / norm(v), v);
      await this.#basis.orthogonalize(v);
    }
    this.#basis.append(scale(1 / norm(v), v));
  }
}

/** Part of ‖A‖. Above it r is a direction like any other, even if it is noise: the run goes on and sees more. */
const vanishing = 1e-13;

const empty: Projected = { kept: 0, diagonal: [], couplings: [] };

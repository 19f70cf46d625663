/**
 * The orthonormal vectors of a Lanczos run, behind an interface: a faster store (a compiled matrix
 * product, slices over workers) can take the place of the plain one.
 */
import { axpy, dot } from "./vector.js";

export interface Basis {
  /** Vectors so far. */
  readonly count: number;
  readonly size: number;
  /** Copies the i-th vector. */
  vector(i: number): Float64Array;
  append(q: Float64Array): void;
  /** r ← (I − QᵀQ) r once, in place. */
  orthogonalize(r: Float64Array): void;
}

/** Vectors in float64, orthogonalized by classical Gram–Schmidt in blocks that stay in the cache. */
export function plainBasis(size: number): Basis {
  const rows: Float64Array[] = [];
  const block = 4096; // 32 kB of r: it stays in the first-level cache while all rows pass by
  return {
    get count() {
      return rows.length;
    },
    size,
    vector: (i) => rows[i].slice(),
    append: (q) => void rows.push(q.slice()),
    orthogonalize(r) {
      const overlaps = new Float64Array(rows.length);
      for (let from = 0; from < size; from += block) {
        const part = r.subarray(from, from + block);
        rows.forEach((q, j) => (overlaps[j] += dot(q.subarray(from, from + block), part)));
      }
      for (let from = 0; from < size; from += block) {
        const part = r.subarray(from, from + block);
        rows.forEach((q, j) => axpy(-overlaps[j], q.subarray(from, from + block), part));
      }
    },
  };
}

/**
 * The orthonormal vectors of a Lanczos run, behind an interface: a faster store (a compiled matrix
 * product, slices over workers) can take the place of the plain one.
 */
import { checkLength } from "./check.js";

export interface Basis {
  /** Vectors so far. */
  readonly count: number;
  readonly size: number;
  /** Copies the i-th vector. */
  vector(i: number): Float64Array;
  append(q: Float64Array): void;
  /** r ← (I − QᵀQ) r once, in place. */
  orthogonalize(r: Float64Array): void | Promise<void>;
  /** qᵢ ← Σⱼ rows[i][j]·qⱼ, in place; as many vectors remain as there are rows, at most `count`. */
  rotate(rows: readonly Float64Array[]): void;
}

/**
 * Vectors in float64, orthogonalized by classical Gram–Schmidt: in blocks that stay in the cache, four
 * vectors at a time, so that r is read once for four of them.
 */
export function plainBasis(size: number): Basis {
  const rows: Float64Array[] = [];
  const block = 4096; // 32 kB of r: it stays in the first-level cache while all rows pass by
  const none = new Float64Array(size); // in the place of those that a last group lacks
  const groups = (): Group[] =>
    Array.from({ length: Math.ceil(rows.length / 4) }, (_, g) => {
      const [a, b = none, c = none, d = none] = rows.slice(4 * g, 4 * g + 4);
      return [a, b, c, d];
    });
  return {
    get count() {
      return rows.length;
    },
    size,
    vector: (i) => rows[i].slice(),
    append: (q) => void rows.push(q.slice()),
    orthogonalize(r) {
      const overlaps = groups().map((rows) => ({ rows, sums: new Float64Array(4) }));
      for (let from = 0; from < size; from += block) {
        const to = Math.min(from + block, size);
        for (const { rows, sums } of overlaps) addOverlaps(rows, r, from, to, sums);
      }
      for (let from = 0; from < size; from += block) {
        const to = Math.min(from + block, size);
        for (const { rows, sums } of overlaps) subtract(rows, sums, from, to, r);
      }
    },
    rotate(coefficients) {
      rotateInPlace(rows, coefficients);
      rows.length = coefficients.length;
    },
  };
}

/** The first vectors become the combinations; a block of entries at a time, so that no second basis is needed. */
export function rotateInPlace(
  vectors: readonly Float64Array[],
  rows: readonly Float64Array[],
): void {
  checkRows(rows, vectors.length);
  const size = vectors[0]?.length ?? 0;
  const block = 512; // a block of 64 vectors is 256 kB: it stays in the second-level cache
  for (let from = 0; from < size; from += block) {
    const parts = vectors.map((q) => q.subarray(from, Math.min(from + block, size)));
    const mixed = rows.map((row) => combination(parts, row));
    mixed.forEach((q, i) => parts[i].set(q));
  }
}

function combination(vectors: readonly Float64Array[], row: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0].length);
  for (let j = 0; j < row.length; j += 4) {
    const [a, b = 0, c = 0, d = 0] = row.subarray(j, j + 4);
    if (a === 0 && b === 0 && c === 0 && d === 0) continue; // rows that only move a vector are cheap
    const [p, q = p, s = p, t = p] = vectors.slice(j, j + 4);
    subtract([p, q, s, t], Float64Array.of(-a, -b, -c, -d), 0, sum.length, sum);
  }
  return sum;
}

function checkRows(rows: readonly Float64Array[], count: number): void {
  if (rows.length > count) {
    throw new RangeError(`rotate: rows must be at most ${count}, got ${rows.length}`);
  }
  rows.forEach((row, i) => checkLength("rotate", `row ${i}`, row, count));
}

type Group = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** sums += Q·r over the entries from … to. */
function addOverlaps(
  [p, q, s, t]: Group,
  r: Float64Array,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  let [a, b, c, d] = sums;
  for (let i = from; i < to; i++) {
    const x = r[i];
    a += p[i] * x;
    b += q[i] * x;
    c += s[i] * x;
    d += t[i] * x;
  }
  sums.set([a, b, c, d]);
}

/** r −= Qᵀ·sums over the same entries. */
function subtract(
  [p, q, s, t]: Group,
  [a, b, c, d]: Float64Array,
  from: number,
  to: number,
  r: Float64Array,
): void {
  for (let i = from; i < to; i++) r[i] -= a * p[i] + b * q[i] + (c * s[i] + d * t[i]);
}

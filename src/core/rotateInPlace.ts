/**
 * Vectors exchanged for combinations of them, qᵢ ← Σⱼ rows[i][j]·qⱼ: a block of entries at a time, so that no
 * second basis is needed. Costs rows × count × n multiply-adds, less those with rows that only move a vector.
 */
import { checkLength } from "./check.js";
import { subtract } from "./gramSchmidt.js";

type Vector = Float64Array | Float32Array;

/** A block of 64 vectors is 256 kB: it stays in the second-level cache. */
const block = 512;

/** The first vectors become the combinations. */
export function rotateInPlace(vectors: readonly Vector[], rows: readonly Float64Array[]): void {
  checkRows(rows, vectors.length);
  const size = vectors[0]?.length ?? 0;
  for (let from = 0; from < size; from += block) {
    const parts = vectors.map((q) => q.subarray(from, Math.min(from + block, size)));
    const exact = parts.map((q) => (q instanceof Float64Array ? q : Float64Array.from(q)));
    const mixed = rows.map((row) => combination(exact, row));
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

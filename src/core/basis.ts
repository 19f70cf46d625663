/**
 * The orthonormal vectors of a Lanczos run, behind an interface: a faster store (a compiled matrix
 * product, slices over workers) or a smaller one can take the place of the plain one.
 */
import { greatestOverlap, subtractProjection } from "./gramSchmidt.js";
import { rotateInPlace } from "./rotateInPlace.js";

export interface Basis {
  /** Vectors so far. */
  readonly count: number;
  readonly size: number;
  /** Copies the i-th vector. */
  vector(i: number): Float64Array;
  append(q: Float64Array): void;
  /**
   * r ← (I − QᵀQ) r once, in place.
   * @param rough Another call follows, so float32 may do: it takes out what that one cannot see well.
   */
  orthogonalize(r: Float64Array, rough?: boolean): void | Promise<void>;
  /** qᵢ ← Σⱼ rows[i][j]·qⱼ, in place; as many vectors remain as there are rows, at most `count`. */
  rotate(rows: readonly Float64Array[]): void;
  /** max |I − QQᵀ| over all vectors as they are kept, measured; k²n/2 multiply-adds. */
  orthogonality(): number | Promise<number>;
}

/** The second call takes out what rounding in the first has left. */
export async function orthogonalizeTwice(basis: Basis, r: Float64Array): Promise<void> {
  await basis.orthogonalize(r, true);
  await basis.orthogonalize(r);
}

/** One whose work is done when the call returns. */
export interface PlainBasis extends Basis {
  orthogonalize(r: Float64Array): void;
}

/** Vectors in float64; 8 bytes per entry. */
export function plainBasis(size: number): PlainBasis {
  const rows: Float64Array[] = [];
  const store = { size, rows, load: (from: number) => from };
  return {
    get count() {
      return rows.length;
    },
    size,
    vector: (i) => rows[i].slice(),
    append: (q) => void rows.push(q.slice()),
    orthogonalize: (r) => subtractProjection(store, r),
    orthogonality: () => greatestOverlap(store),
    rotate(coefficients) {
      rotateInPlace(rows, coefficients);
      rows.length = coefficients.length;
    },
  };
}

/**
 * Vectors kept in float32, 4 bytes per entry; dot products in float64. A block of all rows is widened at a
 * time, which takes about as long again. Each row is wrong by float32's rounding, 6e-8 of its entries,
 * which is no direction that the others share: overlaps are near 6e-8/√n, so no eigenvalue appears
 * twice, and Ritz values move by less than that part of the largest one. Residual bounds contain it
 * (spectrum/record).
 */
import type { Basis } from "./basis.js";
import { blockLength, greatestOverlap, subtractProjection } from "./gramSchmidt.js";
import { rotateInPlace } from "./rotateInPlace.js";
import { toSingle } from "./vector.js";

export function singleBasis(size: number): Basis {
  const kept: Float32Array[] = [];
  const rows: Float64Array[] = []; // one block of each
  const store = {
    size,
    rows,
    load(from: number, to: number): number {
      kept.forEach((row, i) => rows[i].set(row.subarray(from, to)));
      return 0;
    },
  };
  return {
    get count() {
      return kept.length;
    },
    size,
    vector: (i) => Float64Array.from(kept[i]),
    append(q) {
      kept.push(toSingle(q));
      rows.push(new Float64Array(Math.min(blockLength, size)));
    },
    orthogonalize: (r) => subtractProjection(store, r),
    orthogonality: () => greatestOverlap(store),
    rotate(coefficients) {
      rotateInPlace(kept, coefficients);
      kept.length = coefficients.length;
      rows.length = coefficients.length;
    },
  };
}

/**
 * A given symmetric matrix as an operator. Cost n² per product.
 */
import { checkInteger, checkLength } from "../core/check.js";
import { fingerprintOf, sha256 } from "../core/fingerprint.js";
import { bytesOf } from "../core/littleEndian.js";
import { dot } from "../core/vector.js";
import type { SymmetricOperator } from "./operator.js";

/**
 * @param matrix n² numbers, row-major; must be symmetric to 1e-12 of its greatest entry, because
 *   Lanczos would silently give the spectrum of something else.
 */
export function dense(matrix: Float64Array, n: number): SymmetricOperator {
  checkInteger("dense", "n", n, 1);
  checkLength("dense", "matrix", matrix, n * n);
  checkSymmetric(matrix, n);
  const copy = matrix.slice();
  let fingerprint: string | undefined;
  return {
    size: n,
    get fingerprint() {
      return (fingerprint ??= fingerprintOf({ matrix: `dense ${sha256(bytesOf(copy))}` }));
    },
    apply: (v) =>
      new Promise((resolve) => {
        checkLength("apply", "v", v, n);
        resolve(
          Float64Array.from({ length: n }, (_, i) => dot(copy.subarray(i * n, i * n + n), v)),
        );
      }),
  };
}

function checkSymmetric(matrix: Float64Array, n: number): void {
  const scale = matrix.reduce((greatest, x) => Math.max(greatest, Math.abs(x)), 0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const difference = Math.abs(matrix[i * n + j] - matrix[j * n + i]);
      if (difference <= 1e-12 * scale) continue;
      throw new RangeError(
        `dense: matrix must be symmetric, got entries (${i},${j}) and (${j},${i}) that differ by ${difference}`,
      );
    }
  }
}

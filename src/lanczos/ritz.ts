/**
 * Eigenvalues of the tridiagonal matrix T = Y diag(θ) Yᵀ with what is needed of Y: the first row
 * (quadrature weights) and the last (residuals):
 *
 *   ‖A x − θⱼ x‖ = ‖r‖ · |Y[k−1, j]| for the Ritz vector x = Qᵀ yⱼ.
 *
 * The symmetric solver of ml-matrix (tridiagonal reduction and implicit QL), O(k³).
 * Parlett (1998), doi:10.1137/1.9781611971163, §13.2.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { checkLength } from "../core/check.js";

export interface RitzValues {
  /** θ, ascending. */
  readonly values: Float64Array;
  /** Y[0, j]. */
  readonly first: Float64Array;
  /** Residual norm of each Ritz pair; up to rounding an eigenvalue of A is as near as this. */
  readonly residuals: Float64Array;
}

/** @param residualNorm ‖r‖ of the tridiagonalization. */
export function ritz(
  { diagonal, offDiagonal }: { diagonal: Float64Array; offDiagonal: Float64Array },
  residualNorm: number,
): RitzValues {
  const k = diagonal.length;
  checkLength("ritz", "offDiagonal", offDiagonal, k - 1);
  const t = Matrix.zeros(k, k);
  diagonal.forEach((d, i) => t.set(i, i, d));
  offDiagonal.forEach((b, i) => {
    t.set(i, i + 1, b);
    t.set(i + 1, i, b);
  });
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(t, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues.map((_, j) => j);
  order.sort((i, j) => realEigenvalues[i] - realEigenvalues[j]);
  return {
    values: Float64Array.from(order, (j) => realEigenvalues[j]),
    first: Float64Array.from(order, (j) => eigenvectorMatrix.get(0, j)),
    residuals: Float64Array.from(order, (j) =>
      Math.abs(residualNorm * eigenvectorMatrix.get(k - 1, j)),
    ),
  };
}

/**
 * What a thick-restarted Lanczos run knows of A: the projection on its p vectors. The first k are Ritz
 * vectors kept at the last restart, all coupled to the vector that came next,
 *
 *       ⎡ Θ   σ       ⎤
 *   T = ⎢ σᵀ  α₁  β₁  ⎥    with A·Qᵀ = Qᵀ·T + q_next·cᵀ,
 *       ⎣     β₁  α₂ …⎦
 *
 * so a Ritz pair (θ, Qᵀy) has the residual norm |c·y|. Wu and Simon (2000), doi:10.1137/S0895479898334605.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

export interface Projected {
  /** k. */
  readonly kept: number;
  readonly diagonal: readonly number[]; // p: Θ, then α
  /** p numbers: the i-th couples vector i with vector max(k, i + 1), the next one included. */
  readonly couplings: readonly number[];
}

export interface RitzPair {
  readonly value: number;
  readonly coefficients: Float64Array; // y, p numbers
  /** c·y, signed. */
  readonly coupling: number;
}

/** Costs O(p³). @returns In ascending order of the values. */
export function ritzPairs({ kept, diagonal, couplings }: Projected): RitzPair[] {
  const p = diagonal.length;
  if (p === 0) return [];
  const t = Matrix.zeros(p, p);
  const last = new Float64Array(p); // c
  diagonal.forEach((d, i) => t.set(i, i, d));
  couplings.forEach((b, i) => {
    const j = Math.max(kept, i + 1);
    if (j === p) last[i] = b;
    else t.set(i, j, b).set(j, i, b);
  });
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(t, {
    assumeSymmetric: true,
  });
  const pairs = realEigenvalues.map((value, j) => {
    const coefficients = Float64Array.from(eigenvectorMatrix.getColumn(j));
    const coupling = last.reduce((sum, c, i) => sum + c * coefficients[i], 0);
    return { value, coefficients, coupling };
  });
  return pairs.sort((a, b) => a.value - b.value);
}

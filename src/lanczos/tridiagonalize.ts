/**
 * Lanczos tridiagonalization of a symmetric operator A.
 *
 * After k steps A·Qᵀ = Qᵀ·T + r·eₖᵀ: orthonormal rows Q (k×n), symmetric tridiagonal T (k×k),
 * residual r orthogonal to every row of Q. Costs k products with A, O(k²n) time, O(kn) memory.
 *
 * Each new vector is orthogonalized twice against all earlier ones, after the three-term recurrence. Without that, rounding destroys
 * orthogonality once a Ritz value converges, and T repeats the outlying eigenvalues.
 *
 * Lanczos (1950), doi:10.6028/jres.045.026; Giraud et al. (2005), doi:10.1007/s00211-005-0615-4.
 */
import { plainBasis, type Basis } from "../core/basis.js";
import { checkInteger, checkLength } from "../core/check.js";
import type { Outcome } from "../core/outcomes.js";
import { tick, type Watch } from "../core/progress.js";
import { axpy, dot, norm, scale } from "../core/vector.js";
import type { SymmetricOperator } from "../operators/operator.js";

export interface Tridiagonalization {
  readonly diagonal: Float64Array; // k
  readonly offDiagonal: Float64Array; // k − 1, all positive
  readonly basis: Basis; // k vectors of length n
  readonly residual: Float64Array; // n
  /** "invariant-subspace": r vanished, so the eigenvalues of T are eigenvalues of A. */
  readonly stopped: Outcome;
}

export interface TridiagonalizeOptions extends Watch {
  /** The number k of products with A, 1 ≤ k ≤ n. */
  readonly steps: number;
  /** A residual below tolerance·‖A·q‖ counts as zero. Default 1e-10, for float64 products. */
  readonly tolerance?: number;
}

/** @param start Any nonzero vector of length n; it is not modified. */
export async function tridiagonalize(
  operator: SymmetricOperator,
  start: Float64Array,
  { steps, tolerance = 1e-10, ...watch }: TridiagonalizeOptions,
): Promise<Tridiagonalization> {
  checkInteger("tridiagonalize", "steps", steps, 1, operator.size);
  checkLength("tridiagonalize", "start", start, operator.size);
  const basis = operator.basis?.(steps) ?? plainBasis(operator.size);
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  let q = normalized(start);
  let [before, coupling] = [q, 0];
  for (;;) {
    basis.append(q);
    const residual = await operator.apply(q);
    const size = norm(residual);
    checkProduct(size, diagonal.length);
    diagonal.push(dot(q, residual));
    axpy(-diagonal[diagonal.length - 1], q, residual);
    axpy(-coupling, before, residual);
    await orthogonalizeTwice(basis, residual);
    const beta = norm(residual);
    const invariant = beta <= tolerance * size;
    await tick(watch, diagonal.length, steps, "products");
    if (invariant || diagonal.length === steps) {
      return {
        diagonal: Float64Array.from(diagonal),
        offDiagonal: Float64Array.from(offDiagonal),
        basis,
        residual,
        stopped: invariant ? "invariant-subspace" : "steps",
      };
    }
    offDiagonal.push(beta);
    [before, coupling] = [q, beta];
    q = scale(1 / beta, residual);
  }
}

function normalized(start: Float64Array): Float64Array {
  const length = norm(start);
  if (length > 0 && length < Infinity) return scale(1 / length, start);
  throw new RangeError(`tridiagonalize: start must have a finite norm > 0, got ${length}`);
}

/** The second call takes out what rounding in the first has left. */
async function orthogonalizeTwice(basis: Basis, residual: Float64Array): Promise<void> {
  await basis.orthogonalize(residual);
  await basis.orthogonalize(residual);
}

function checkProduct(size: number, step: number): void {
  if (Number.isFinite(size)) return;
  throw new RangeError(
    `tridiagonalize: products must be finite, got ‖A·q‖ = ${size} in step ${step}`,
  );
}

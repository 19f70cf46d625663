/**
 * Lanczos tridiagonalization of a symmetric operator A.
 *
 * After k steps A·Qᵀ = Qᵀ·T + r·eₖᵀ: orthonormal rows Q (k×n), symmetric tridiagonal T (k×k),
 * residual r orthogonal to every row of Q. Costs k products with A, O(k²n) time, O(kn) memory, which is
 * planned before the first product (plannedBasis).
 *
 * Each new vector is orthogonalized twice against all earlier ones, after the three-term recurrence. Without that, rounding destroys
 * orthogonality once a Ritz value converges, and T repeats the outlying eigenvalues.
 *
 * Lanczos (1950), doi:10.6028/jres.045.026; Giraud et al. (2005), doi:10.1007/s00211-005-0615-4.
 */
import { orthogonalizeTwice, type Basis } from "../core/basis.js";
import { checkInteger, checkLength } from "../core/check.js";
import type { Outcome } from "../core/outcomes.js";
import { tick, type Watch } from "../core/progress.js";
import { axpy, dot, norm, scale } from "../core/vector.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { plannedBasis, type BasisOptions } from "./plannedBasis.js";

export interface Tridiagonalization {
  readonly diagonal: Float64Array; // k
  readonly offDiagonal: Float64Array; // k − 1, all positive
  readonly basis: Basis; // k vectors of length n
  readonly residual: Float64Array; // n
  /** max |I − QQᵀ|, measured once at the end: 1e-15 or so, 1e-9 or so for a float32 basis. */
  readonly orthogonality: number;
  /** "invariant-subspace": r vanished, so the eigenvalues of T are eigenvalues of A. */
  readonly stopped: Outcome;
}

/** What one step has found. */
export interface LanczosStep {
  readonly diagonal: number;
  /** ‖r‖: the next entry of the off-diagonal. */
  readonly residualNorm: number;
  /** r/‖r‖, the next vector of the basis; none where the subspace is invariant. */
  readonly next: Float64Array | undefined;
}

/** The first j < k steps of a run, as `onStep` told them. */
export interface LanczosStart {
  readonly diagonal: ArrayLike<number>; // j
  readonly residualNorms: ArrayLike<number>; // j
  readonly next: Iterable<Float64Array> | AsyncIterable<Float64Array>; // j
}

export interface TridiagonalizeOptions extends Watch, BasisOptions {
  /** The number k of products with A, 1 ≤ k ≤ n. */
  readonly steps: number;
  /** A residual below tolerance·‖A·q‖ counts as zero. Default 1e-10, for float64 products. */
  readonly tolerance?: number;
  /** Called after each step, and waited for. */
  readonly onStep?: (step: LanczosStep) => void | Promise<void>;
  /** Steps that need no product: the run goes on behind them and gives the same bytes. */
  readonly from?: LanczosStart | undefined;
}

/** @param start Any nonzero vector of length n; it is not modified. */
export async function tridiagonalize(
  operator: SymmetricOperator,
  start: Float64Array,
  options: TridiagonalizeOptions,
): Promise<Tridiagonalization> {
  const { steps, tolerance = 1e-10, onStep, from, onProgress, signal } = options;
  checkInteger("tridiagonalize", "steps", steps, 1, operator.size);
  checkLength("tridiagonalize", "start", start, operator.size);
  const basis = plannedBasis("tridiagonalize", operator, steps, options);
  const state = await begin(basis, normalized(start), from);
  const { diagonal, residualNorms } = state;
  if (from) checkInteger("tridiagonalize", "steps of from", diagonal.length, 1, steps - 1);
  for (;;) {
    const { residual, ...step } = await takeStep(operator, basis, state, tolerance);
    const { next } = step;
    await onStep?.(step);
    const finished = next === undefined || diagonal.length === steps;
    // What is finished is given, even if the signal comes with the last step.
    const watch = finished ? { onProgress } : { onProgress, signal };
    await tick(watch, diagonal.length, steps, "products");
    if (finished) {
      return {
        diagonal: Float64Array.from(diagonal),
        offDiagonal: Float64Array.from(residualNorms.slice(0, -1)),
        basis,
        residual,
        orthogonality: await basis.orthogonality(),
        stopped: next ? "steps" : "invariant-subspace",
      };
    }
    advance(state, next);
  }
}

/** One product, and what is left of it orthogonal to all vectors so far. */
async function takeStep(
  operator: SymmetricOperator,
  basis: Basis,
  { q, before, diagonal, residualNorms }: State,
  tolerance: number,
): Promise<LanczosStep & { readonly residual: Float64Array }> {
  basis.append(q);
  const residual = await operator.apply(q);
  const size = norm(residual);
  checkProduct(size, diagonal.length);
  const alpha = dot(q, residual);
  axpy(-alpha, q, residual);
  axpy(-(residualNorms.at(-1) ?? 0), before, residual);
  await orthogonalizeTwice(basis, residual);
  const beta = norm(residual);
  diagonal.push(alpha);
  residualNorms.push(beta);
  const invariant = beta <= tolerance * size;
  const next = invariant ? undefined : scale(1 / beta, residual);
  return { diagonal: alpha, residualNorm: beta, next, residual };
}

/** The recurrence between two steps. */
interface State {
  readonly diagonal: number[];
  readonly residualNorms: number[];
  before: Float64Array;
  q: Float64Array;
}

async function begin(
  basis: Basis,
  q: Float64Array,
  from: LanczosStart | undefined,
): Promise<State> {
  const state: State = { diagonal: [], residualNorms: [], before: q, q };
  if (!from) return state;
  for await (const next of from.next) {
    basis.append(state.q);
    state.diagonal.push(from.diagonal[state.diagonal.length]);
    state.residualNorms.push(from.residualNorms[state.residualNorms.length]);
    advance(state, next);
  }
  return state;
}

function advance(state: State, next: Float64Array): void {
  [state.before, state.q] = [state.q, next];
}

function normalized(start: Float64Array): Float64Array {
  const length = norm(start);
  if (length > 0 && length < Infinity) return scale(1 / length, start);
  throw new RangeError(`tridiagonalize: start must have a finite norm > 0, got ${length}`);
}

function checkProduct(size: number, step: number): void {
  if (Number.isFinite(size)) return;
  throw new RangeError(
    `tridiagonalize: products must be finite, got ‖A·q‖ = ${size} in step ${step}`,
  );
}

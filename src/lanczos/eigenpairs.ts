/**
 * Eigenpairs at the ends of the spectrum of a symmetric operator, with what is needed to trust them.
 *
 * Thick-restart Lanczos in bounded memory (thickRestart.ts): basisSize·n numbers. A second, random start
 * orthogonal to what was found looks for copies of multiple eigenvalues and for those that were missed.
 * At the end each vector is multiplied once more: λ = xᵀA x and ‖A x − λ x‖ are measured, not estimated.
 */
import {
  checkChoice,
  checkFinite,
  checkInteger,
  checkLength,
  checkPositive,
} from "../core/check.js";
import type { Outcome } from "../core/outcomes.js";
import { tick, type Watch } from "../core/progress.js";
import { axpy, dot, norm, withPositiveSign } from "../core/vector.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { KrylovSpace, type Candidate, type Eigenpair } from "./krylovSpace.js";
import { thickRestart, type Found } from "./thickRestart.js";
import { ends, inOrder, type End } from "./wanted.js";
import { orthonormalized, warmStart } from "./warmStart.js";

export interface EigenpairsOptions extends Watch {
  /** How many, 1 ≤ count ≤ n; a multiple eigenvalue counts as often as it occurs. */
  readonly count: number;
  /** "both": half of them the largest, half the smallest. Default "largest". */
  readonly which?: End;
  /**
   * Residuals must be at most tolerance·‖A‖; an eigenvalue is then as near, and mostly far nearer
   * (residual²/gap). Default 1e-9, or 5 · relativeError where the products are less exact.
   */
  readonly tolerance?: number;
  /** Of the random starts, from streams "eigenpairs …". Default 0. */
  readonly seed?: number;
  /** Vectors of a similar matrix, such as those of the last training step; at most `count`. */
  readonly start?: readonly Float64Array[];
  /** Whether to look for missing eigenvalues, which may double the products. Default true. */
  readonly verify?: boolean;
  /** Vectors in memory, at most n; 8 bytes per entry, 12 in a compiled basis. Default 2·count + 40. */
  readonly basisSize?: number;
  /** At most so many products, those of the residuals included. Default 50 · basisSize. */
  readonly maxProducts?: number;
}

export interface Eigenpairs {
  /** Descending; ascending for "smallest", descending in magnitude for "magnitude". */
  readonly values: Float64Array;
  /** Orthonormal; the entry of largest magnitude is positive. */
  readonly vectors: readonly Float64Array[];
  /**
   * ‖A x − λ x‖ plus what rounding of a product can hide (relativeError·‖A‖): an eigenvalue lies within
   * this distance of λ. Measured with `applyExact` where there is one; estimated only after an abort.
   */
  readonly residuals: Float64Array;
  /** `outcomes[status]` says what it means and what to do. */
  readonly status: Outcome;
  /** tolerance·‖A‖: pairs with a larger residual have not converged. */
  readonly target: number;
  /** max |X Xᵀ − I|. */
  readonly orthogonality: number;
  /** All of them, with those for residuals. */
  readonly products: number;
}

/** Costs some multiples of `count` products, O(basisSize·n) time each, and basisSize·n memory. */
export async function eigenpairs(
  operator: SymmetricOperator,
  options: EigenpairsOptions,
): Promise<Eigenpairs> {
  const settings = checked(operator, options);
  const { which, tolerance, signal } = settings;
  const space = new KrylovSpace(operator, settings.basisSize, settings.accuracy);
  const { pairs, stopped } = await search(space, settings);
  const vectors = orthonormalized(space.take(pairs)).map(withPositiveSign);
  const found: Eigenpair[] = [];
  for (const [i, vector] of vectors.entries()) {
    found.push(
      signal?.aborted
        ? { ...estimated(pairs[i], operator, space), vector }
        : await measured(vector, operator, space),
    );
  }
  inOrder(which, found);
  const target = tolerance * space.scale;
  const residuals = Float64Array.from(found, ({ residual }) => residual);
  return {
    values: Float64Array.from(found, ({ value }) => value),
    vectors: found.map(({ vector }) => vector),
    residuals,
    status: verdict(stopped, signal?.aborted ?? false, Math.max(...residuals) <= target),
    target,
    orthogonality: orthogonality(vectors),
    products: space.products,
  };
}

async function search(space: KrylovSpace, settings: Settings): Promise<Found> {
  const { which, count, seed, verify, maxProducts, tolerance, accuracy, onProgress, signal } =
    settings;
  const proceed = async (): Promise<boolean> => {
    try {
      await tick({ onProgress, signal }, space.products, maxProducts, "products");
      return !signal?.aborted; // the handler may have done it
    } catch (error) {
      if (signal?.aborted) return false;
      throw error;
    }
  };
  const warm = settings.start.length > 0 && !signal?.aborted;
  const start = warm ? await warmStart(space, settings.start, proceed) : undefined;
  if (signal?.aborted) return { pairs: [], stopped: "aborted" };
  const products = maxProducts - count; // the residuals need the others
  return thickRestart(
    space,
    { which, count, seed, verify, products, tolerance: Math.max(tolerance, accuracy), proceed },
    start,
  );
}

/** Products in float64: what `applyExact` gives, and the default of `relativeError`. */
const rounding = 1e-13;

type Settings = ReturnType<typeof checked>;

function checked(
  { size, relativeError = rounding }: SymmetricOperator,
  {
    count,
    which = "largest",
    tolerance = Math.max(1e-9, 5 * relativeError),
    seed = 0,
    start = [],
    verify = true,
    basisSize = Math.min(size, 2 * count + 40),
    maxProducts = 50 * basisSize,
    ...watch
  }: EigenpairsOptions,
) {
  checkInteger("eigenpairs", "count", count, 1, size);
  checkChoice("eigenpairs", "which", which, ends);
  checkPositive("eigenpairs", "tolerance", tolerance);
  checkInteger("eigenpairs", "seed", seed, 0);
  checkInteger("eigenpairs", "basisSize", basisSize, Math.min(size, count + 4), size);
  checkInteger("eigenpairs", "maxProducts", maxProducts, 2 * count);
  checkInteger("eigenpairs", "number of start vectors", start.length, 0, count);
  for (const v of start) {
    checkLength("eigenpairs", "start vector", v, size);
    checkFinite("eigenpairs", "start vector", v);
    checkPositive("eigenpairs", "norm of a start vector", norm(v));
  }
  // A tenth: residuals of locked pairs add up. Less than the products' own error cannot be told from zero.
  const accuracy = Math.max(tolerance / 10, relativeError);
  return {
    count,
    which,
    tolerance,
    accuracy,
    seed,
    start,
    verify,
    basisSize,
    maxProducts,
    ...watch,
  };
}

async function measured(
  vector: Float64Array,
  operator: SymmetricOperator,
  space: KrylovSpace,
): Promise<Eigenpair> {
  const image = await space.product(vector, true);
  const value = dot(vector, image);
  axpy(-value, vector, image);
  const hidden =
    (operator.applyExact ? rounding : (operator.relativeError ?? rounding)) * space.scale;
  return { value, vector, residual: norm(image) + hidden };
}

/** Products with errors ‖δⱼ‖ ≤ ε‖A‖ are those of A + E with ‖E‖ ≤ ε √k ‖A‖. */
function estimated(
  { value, residual }: Candidate,
  { relativeError = rounding }: SymmetricOperator,
  { capacity, scale }: KrylovSpace,
): Omit<Eigenpair, "vector"> {
  return { value, residual: residual + relativeError * Math.sqrt(capacity) * scale };
}

function verdict(stopped: Found["stopped"], aborted: boolean, met: boolean): Outcome {
  if (aborted) return "aborted";
  return met || stopped === "budget" ? stopped : "precision";
}

function orthogonality(vectors: readonly Float64Array[]): number {
  let worst = 0;
  vectors.forEach((x, i) => {
    for (let j = 0; j <= i; j++) {
      worst = Math.max(worst, Math.abs(dot(x, vectors[j]) - (i === j ? 1 : 0)));
    }
  });
  return worst;
}

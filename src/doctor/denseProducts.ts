/**
 * A small Hessian column by column from its products, and its distance from a known one.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { axpy, norm } from "../core/vector.js";
import type { Objective } from "../objective/objective.js";
import { hessian } from "../operators/hessian.js";

/** H·e₁ … H·e_P at the starting values. */
export async function hessianColumns(f: Objective): Promise<Float64Array[]> {
  const H = hessian(f, f.start);
  const columns: Float64Array[] = [];
  for (let j = 0; j < f.size; j++) {
    const unit = new Float64Array(f.size);
    unit[j] = 1;
    columns.push(await H.apply(unit));
  }
  H.close?.();
  return columns;
}

/** Of the worst column, relative to the largest: at most the executor's error of a product. */
export function columnError(
  columns: readonly Float64Array[],
  entry: (i: number, j: number) => number,
): number {
  let [worst, largest] = [0, 0];
  columns.forEach((column, j) => {
    const exact = column.map((_, i) => entry(i, j));
    worst = worseOf(worst, distance(column, exact));
    largest = Math.max(largest, norm(exact));
  });
  return worst / largest;
}

/** Greatest difference of the sorted eigenvalues of (H + Hᵀ)/2, relative to the largest. */
export function eigenvalueError(
  columns: readonly Float64Array[],
  expected: readonly number[],
): number {
  const matrix = new Matrix(columns.map((column) => [...column]));
  const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
  const { realEigenvalues } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  return sortedError(realEigenvalues, expected);
}

/** max |a₍ᵢ₎ − b₍ᵢ₎| / max |b| of two lists in ascending order; Infinity where lengths differ. */
export function sortedError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  const [a, b] = [actual, expected].map((list) => Float64Array.from(list).sort());
  const largest = b.reduce((greatest, x) => Math.max(greatest, Math.abs(x)), 0);
  return a.reduce((worst, x, i) => worseOf(worst, Math.abs(x - b[i])), 0) / largest;
}

/** ‖a − b‖ / ‖b‖. */
export function relativeDistance(a: Float64Array, b: Float64Array): number {
  return distance(a, b) / norm(b);
}

/** ‖a − b‖. */
export function distance(a: Float64Array, b: Float64Array): number {
  const difference = a.slice();
  axpy(-1, b, difference);
  return norm(difference);
}

/** The larger, and NaN if one is. */
const worseOf = (a: number, b: number): number => (a >= b ? a : b >= a ? b : NaN);

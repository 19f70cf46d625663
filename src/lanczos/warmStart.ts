/**
 * Vectors of an earlier, similar matrix as a start. If they span an invariant subspace of A already, the
 * Rayleigh–Ritz procedure on them gives eigenpairs, one product per vector. It ends at the first
 * vector that A carries out of the span; then the sum of all is a start for Lanczos that holds the
 * wanted directions and little else.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { axpy, dot, norm, scale } from "../core/vector.js";
import type { Eigenpair, KrylovSpace } from "./krylovSpace.js";

/**
 * @param proceed Asked after each product; false ends the attempt.
 * @returns The start for Lanczos, where the span was not invariant.
 */
export async function warmStart(
  space: KrylovSpace,
  start: readonly Float64Array[],
  proceed: () => Promise<boolean>,
): Promise<Float64Array | undefined> {
  const span = orthonormalized(start);
  const images: Float64Array[] = []; // columns of H = V A Vᵀ
  const residuals: number[] = [];
  for (const v of span) {
    const image = await space.product(v);
    const overlaps = Float64Array.from(span, (u) => dot(u, image));
    span.forEach((u, j) => axpy(-overlaps[j], u, image));
    const residual = norm(image);
    if (!(await proceed()) || residual > space.negligible) return sum(span);
    images.push(overlaps);
    residuals.push(residual);
  }
  space.adopt(rayleighRitz(span, images, residuals));
  return undefined;
}

/** Modified Gram–Schmidt, twice; what depends on earlier vectors is left out. */
export function orthonormalized(vectors: readonly Float64Array[]): Float64Array[] {
  const span: Float64Array[] = [];
  for (const vector of vectors) {
    const v = scale(1 / norm(vector), vector);
    for (let pass = 0; pass < 2; pass++) for (const u of span) axpy(-dot(u, v), u, v);
    const length = norm(v);
    if (length > 1e-8) span.push(scale(1 / length, v));
  }
  return span;
}

function rayleighRitz(
  span: readonly Float64Array[],
  images: readonly Float64Array[],
  residuals: readonly number[],
): Eigenpair[] {
  const h = new Matrix(images.map((column) => [...column]));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(h, {
    assumeSymmetric: true,
  });
  return realEigenvalues.map((value, j) => {
    const vector = new Float64Array(span[0].length);
    span.forEach((v, i) => axpy(eigenvectorMatrix.get(i, j), v, vector));
    const parts = residuals.map((r, i) => r * eigenvectorMatrix.get(i, j));
    return { value, vector, residual: Math.hypot(...parts) };
  });
}

function sum(vectors: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(vectors[0].length);
  for (const v of vectors) axpy(1, v, total);
  return total;
}

/** Symmetric test matrices made from a chosen spectrum, so that the right answer is known. */
import { random } from "../../src/core/random.js";
import { axpy, dot, norm, scale } from "../../src/core/vector.js";

/** Orthonormal vectors: Gaussian ones, orthogonalized twice. */
export function orthonormal(n: number, seed: number): Float64Array[] {
  const stream = random(seed, "orthonormal");
  const rows: Float64Array[] = [];
  for (let i = 0; i < n; i++) {
    const v = Float64Array.from({ length: n }, () => stream.normal());
    for (let pass = 0; pass < 2; pass++) for (const q of rows) axpy(-dot(q, v), q, v);
    rows.push(scale(1 / norm(v), v));
  }
  return rows;
}

/** Σ λᵢ uᵢ uᵢᵀ with random orthonormal u, exactly symmetric, row-major. */
export function symmetricFromEigenvalues(values: readonly number[], seed: number): Float64Array {
  const n = values.length;
  const u = orthonormal(n, seed);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = values.reduce((sum, lambda, k) => sum + lambda * u[k][i] * u[k][j], 0);
      matrix[i * n + j] = matrix[j * n + i] = entry;
    }
  }
  return matrix;
}

export function normalVector(n: number, seed: number, stream = "vector"): Float64Array {
  const r = random(seed, stream);
  return Float64Array.from({ length: n }, () => r.normal());
}

/** Dense matrices whose eigenvalues are known, and what is exactly true of them. */
import { random } from "../../src/core/random.js";
import { dense } from "../../src/operators/dense.js";
import type { SymmetricOperator } from "../../src/operators/operator.js";
import { orthonormal, symmetricFromEigenvalues } from "./matrices.js";

export interface Known {
  readonly values: readonly number[];
  readonly matrix: Float64Array;
  readonly operator: SymmetricOperator;
}

export function known(values: readonly number[], seed = 1): Known {
  const matrix = symmetricFromEigenvalues(values, seed);
  return { values, matrix, operator: dense(matrix, values.length) };
}

/** A bulk on both sides of zero, zeros, and outliers of which one is double. */
export function network(): Known {
  const numbers = random(3, "bulk");
  const bulk = Array.from({ length: 90 }, () => 0.3 * numbers.normal());
  return known([...bulk, ...Array<number>(10).fill(0), 3, 5, 5, 8, 8.5]);
}

export function meanOf(values: readonly number[], f: (x: number) => number): number {
  return values.reduce((sum, x) => sum + f(x), 0) / values.length;
}

/** (qᵀuᵢ)² for the eigenvectors of `known(values, seed)` and a probe of `spectrum`. */
export function probeWeights(n: number, seed: number, probe: string): number[] {
  const signs = random(seed, probe);
  const q = Float64Array.from({ length: n }, () => signs.sign() / Math.sqrt(n));
  return orthonormal(n, 1).map((u) => u.reduce((sum, x, i) => sum + x * q[i], 0) ** 2);
}

/** How many of the runs with seeds 0 … 49 fulfil the condition. */
export async function hits(condition: (seed: number) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (let seed = 0; seed < 50; seed++) if (await condition(seed)) count++;
  return count;
}

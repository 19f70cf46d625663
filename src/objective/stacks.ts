/**
 * Vectors one after the other in one array per parameter, which is how programs for k vectors take
 * and give them.
 */
import type { NumericArray } from "../execute/executor.js";

/** @param vectors Each as one array per parameter. */
export function stack(vectors: readonly (readonly NumericArray[])[]): readonly NumericArray[] {
  const [first] = vectors;
  if (vectors.length === 1) return first;
  return first.map((part, i) => {
    const { length } = part;
    const size = length * vectors.length;
    const whole = part instanceof Float32Array ? new Float32Array(size) : new Float64Array(size);
    vectors.forEach((vector, j) => whole.set(vector[i], j * length));
    return whole;
  });
}

/** Vector number j of k, without a copy. */
export function unstack(stacked: readonly NumericArray[], j: number, k: number): NumericArray[] {
  return stacked.map((whole) => {
    const length = whole.length / k;
    return whole.subarray(j * length, (j + 1) * length);
  });
}

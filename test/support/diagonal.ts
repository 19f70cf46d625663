/** Diagonal matrices as operators: a spectrum of thousands at the price of one multiplication each. */
import type { SymmetricOperator } from "../../src/operators/operator.js";

export function diagonal(values: readonly number[]): SymmetricOperator {
  return {
    size: values.length,
    apply: (v) => Promise.resolve(v.map((x, i) => values[i] * x)),
  };
}

/** k numbers in [0, 1), evenly. */
export const bulk = (k: number): number[] => Array.from({ length: k }, (_, i) => i / k);

/** Ten outliers 100, 90, …, 10 above a bulk in [0, 1): without reorthogonalization Lanczos repeats 100. */
export const ghostTrap = [...bulk(990), ...Array.from({ length: 10 }, (_, i) => 100 - 10 * i)];

/**
 * Spectra of disjoint parts of the data. Each part of N/m samples has the sampling noise of its
 * size; the mean over m parts has that of all N. The parts are run with the same probes, so that
 * their differences show the data and not the probes.
 */
import type { SymmetricOperator } from "../operators/operator.js";

export function checkSubsets(
  caller: string,
  whole: SymmetricOperator,
  subsets: readonly SymmetricOperator[],
): void {
  if (subsets.length === 1) {
    throw new RangeError(`${caller}: subsets must be at least two parts of the data, got 1`);
  }
  const other = subsets.find(({ size }) => size !== whole.size);
  if (other === undefined) return;
  throw new RangeError(
    `${caller}: subsets must have the operator's size ${whole.size}, got ${other.size}`,
  );
}

/** One part after the other. */
export async function ofSubsets<T>(
  subsets: readonly SymmetricOperator[],
  run: (subset: SymmetricOperator, index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const [i, subset] of subsets.entries()) results.push(await run(subset, i));
  return results;
}

/**
 * Magnitude pruning: of all weights together the share of largest magnitude stays, the others become exactly 0.
 * The baseline of sparse training, and the measure of the paper's comparison ("accuracy with the largest 10 %").
 *
 * Cost: a sort of the weights. Han et al. (2015), arXiv:1506.02626.
 */
import { checkLength } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { ofRoles, type RolesOption } from "./measures.js";

/**
 * @param theta P numbers; not modified.
 * @param share In [0, 1] of the entries of the chosen roles; of equal magnitudes the first ones stay.
 * @returns A new vector; parameters of other roles as they were.
 */
export function keepLargest(
  theta: Float64Array,
  partition: Partition,
  share: number,
  { roles = ["weight"] }: RolesOption = {},
): Float64Array {
  checkLength("keepLargest", "theta", theta, partition.size);
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`keepLargest: share must be in [0, 1], got ${share}`);
  const places = ofRoles("keepLargest", partition, roles).flatMap(({ offset, size }) =>
    Array.from({ length: size }, (_, i) => offset + i),
  );
  places.sort((i, j) => Math.abs(theta[j]) - Math.abs(theta[i]) || i - j);
  const result = theta.slice();
  for (const i of places.slice(Math.round(share * places.length))) result[i] = 0;
  return result;
}

/**
 * How sparse parameters are, in every sense that is in use: exact zeros, shares of entries that are merely
 * small, and the ℓ1 norm. Cost: one pass over P.
 */
import { checkLength } from "../core/check.js";
import type { Parameter, Partition, Role } from "../core/partition.js";

/** |θᵢ| up to these count as small in one sense or another. */
export const smallLimits = [1e-4, 1e-3, 1e-2] as const;

export interface SparsityMeasures {
  /** Entries that are counted. */
  readonly size: number;
  /** Entries that are exactly 0 (−0 too). */
  readonly zeros: number;
  /** zeros / size. */
  readonly zeroShare: number;
  /** Shares of entries with |θᵢ| ≤ limit, zeros included, one for each of `smallLimits`. */
  readonly smallShares: readonly number[];
  /** Σ |θᵢ|. */
  readonly l1: number;
}

export interface ParameterSparsity extends SparsityMeasures {
  readonly name: string;
}

export interface SparsityReport extends SparsityMeasures {
  /** The same for each parameter that is counted. */
  readonly parameters: readonly ParameterSparsity[];
}

export interface RolesOption {
  /** Which parameters count. Default: weights, since biases and scales are commonly not regularised. */
  readonly roles?: readonly Role[];
}

/** @param theta P numbers. */
export function sparsityMeasures(
  theta: Float64Array,
  partition: Partition,
  { roles = ["weight"] }: RolesOption = {},
): SparsityReport {
  checkLength("sparsityMeasures", "theta", theta, partition.size);
  const counted = ofRoles("sparsityMeasures", partition, roles);
  const parameters = counted.map(({ name, offset, size }) => ({
    name,
    ...measured(theta.subarray(offset, offset + size)),
  }));
  return { ...together(parameters), parameters };
}

/** The parameters with one of the roles; an error where there is none. */
export function ofRoles(
  caller: string,
  { parameters }: Partition,
  roles: readonly Role[],
): readonly Parameter[] {
  const chosen = parameters.filter(({ role }) => roles.includes(role));
  if (chosen.length > 0) return chosen;
  const known = [...new Set(parameters.map(({ role }) => role))].join(", ");
  throw new RangeError(
    `${caller}: roles must name one of the partition's (${known}), got [${roles.join()}]`,
  );
}

/** Exact zeros. */
export function countZeros(values: ArrayLike<number>): number {
  let zeros = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) zeros++;
  return zeros;
}

function measured(values: Float64Array): SparsityMeasures {
  const below = smallLimits.map(() => 0);
  let l1 = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    l1 += magnitude;
    smallLimits.forEach((limit, j) => {
      if (magnitude <= limit) below[j]++;
    });
  }
  const zeros = countZeros(values);
  const size = values.length;
  return { size, zeros, zeroShare: zeros / size, smallShares: below.map((n) => n / size), l1 };
}

/** Counts add up; shares are those of added counts, so that none is below that of the zeros. */
function together(parts: readonly SparsityMeasures[]): SparsityMeasures {
  const sum = (of: (part: SparsityMeasures) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  const size = sum((part) => part.size);
  const zeros = sum((part) => part.zeros);
  const smallShares = smallLimits.map(
    (_, j) => sum((part) => Math.round(part.smallShares[j] * part.size)) / size,
  );
  return { size, zeros, zeroShare: zeros / size, smallShares, l1: sum((part) => part.l1) };
}

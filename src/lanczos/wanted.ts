/**
 * Which eigenvalues are wanted, as an order of preference, and where all others must then lie.
 */
export const ends = ["largest", "smallest", "magnitude", "both"] as const;

/** "both": alternately the largest and the smallest; of an odd number one more of the largest. */
export type End = (typeof ends)[number];

export interface Ranked {
  readonly value: number;
  /** A value that is not yet known well must beat others by this much. */
  readonly handicap: number;
}

/** The most wanted first. */
export function byPreference<T extends Ranked>(which: End, given: readonly T[]): T[] {
  const sorted = (merit: (value: number) => number): T[] =>
    [...given].sort((a, b) => merit(b.value) - b.handicap - (merit(a.value) - a.handicap));
  const top = sorted((value) => value);
  const bottom = sorted((value) => -value);
  switch (which) {
    case "largest":
      return top;
    case "smallest":
      return bottom;
    case "magnitude":
      return sorted(Math.abs);
    case "both":
      return [...new Set(top.flatMap((t, i) => [t, bottom[i]]))];
  }
}

/** The order in which results are given: descending, ascending, or descending in magnitude. */
export function inOrder<T extends { readonly value: number }>(which: End, given: T[]): T[] {
  return given.sort((a, b) => {
    if (which === "smallest") return a.value - b.value;
    if (which === "magnitude") return Math.abs(b.value) - Math.abs(a.value);
    return b.value - a.value;
  });
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Where eigenvalues that were not chosen must lie.
 * @param chosen In order of preference.
 * @param margin Those this near to the worst chosen one are as good.
 */
export function restInterval(which: End, chosen: readonly number[], margin: number): Interval {
  const above = (values: readonly number[]): number => Math.min(...values) + margin;
  const below = (values: readonly number[]): number => Math.max(...values) - margin;
  switch (which) {
    case "largest":
      return { low: -Infinity, high: above(chosen) };
    case "smallest":
      return { low: below(chosen), high: Infinity };
    case "magnitude": {
      const high = above(chosen.map(Math.abs));
      return { low: -high, high };
    }
    case "both": {
      const [top, bottom] = [0, 1].map((end) => chosen.filter((_, i) => i % 2 === end));
      return { low: below(bottom), high: above(top) }; // the lowest of none is −∞
    }
  }
}

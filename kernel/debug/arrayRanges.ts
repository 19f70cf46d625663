/** Long arrays are unfolded in ranges of ranges, a hundred at a time: a panel with a million lines would not open. */

export const rangeSize = 100;

export interface ArrayRange {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Cuts a long range into at most a hundred. */
export function numberedRanges(from: number, to: number): ArrayRange[] {
  let size = rangeSize;
  while ((to - from) / size > rangeSize) size *= rangeSize;
  const count = Math.ceil((to - from) / size);
  return Array.from({ length: count }, (_, i) => ({
    from: from + i * size,
    to: Math.min(to, from + (i + 1) * size),
  }));
}

/**
 * Fewer numbers for the same picture. A screen shows about a thousand columns and a notebook
 * stores every digit, so figures keep six significant digits and, of a long curve, what a column
 * of pixels can show: its first, lowest, highest and last point.
 */

/** Six significant digits: finer than a pixel of any axis that spans less than 1e4 of itself. */
export function significant(values: Iterable<number>, digits = 6): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(digits)));
}

/**
 * Indices, ascending, of at most `count` points (count ≥ 8) that keep every peak and the ends.
 * All of them where there are no more than `count`.
 */
export function thinIndices(values: ArrayLike<number>, count: number): number[] {
  if (values.length <= count) return Array.from({ length: values.length }, (_, i) => i);
  const buckets = Math.floor(count / 4);
  const kept = new Set<number>();
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * values.length) / buckets);
    const to = Math.floor(((bucket + 1) * values.length) / buckets);
    let [lowest, highest] = [from, from];
    for (let i = from; i < to; i++) {
      if (values[i] < values[lowest]) lowest = i;
      if (values[i] > values[highest]) highest = i;
    }
    for (const index of [from, lowest, highest, to - 1]) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
}

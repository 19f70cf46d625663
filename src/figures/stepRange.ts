/** The range of an axis of steps. One step alone has room on both sides. */
export function stepRange(steps: readonly number[]): [number, number] {
  const low = steps.reduce((a, b) => Math.min(a, b), Infinity);
  const high = steps.reduce((a, b) => Math.max(a, b), -Infinity);
  return low < high ? [low, high] : [low - 1, high + 1];
}

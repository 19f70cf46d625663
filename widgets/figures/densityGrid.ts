/**
 * Points at which a smoothed density is drawn: evenly over the range, and half a σ apart around
 * every node where even spacing would jump over a peak. Grows with nodes, not with range / σ.
 */
const evenPoints = 800;
const reach = 5; // of a node, in σ; the Gaussian is 4e-6 of its peak there

/** @returns Ascending points in [low, high], without repetition. */
export function densityGrid(
  nodes: readonly number[],
  width: number,
  [low, high]: readonly [number, number],
): Float64Array {
  const even = Array.from(
    { length: evenPoints },
    (_, i) => low + ((high - low) * i) / (evenPoints - 1),
  );
  if ((high - low) / (evenPoints - 1) <= width / 2) return Float64Array.from(even);
  const multiples = new Set<number>(); // of σ/2, so that neighbours share points
  for (const node of nodes) {
    const centre = Math.round((2 * node) / width);
    for (let k = -2 * reach; k <= 2 * reach; k++) multiples.add(centre + k);
  }
  const fine = [...multiples].map((k) => (k * width) / 2).filter((x) => x > low && x < high);
  return Float64Array.from(new Set([...even, ...fine, ...nodes])).sort();
}

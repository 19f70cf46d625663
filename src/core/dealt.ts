/**
 * Independent pieces of work dealt out to lanes: whoever is free takes the next item. Results stand in the
 * order of the items; since no result depends on its lane, they do not depend on the number of lanes.
 *
 * With two pieces at once, a lane finds the next one there when it waits for something else.
 *
 * `inOrder` (parallel/lanes.ts) fixes which lane does what, for sums; here pieces are long and of unequal length.
 */
export async function dealt<Item, Lane, Result>(
  items: readonly Item[],
  lanes: readonly Lane[],
  work: (piece: Piece<Item, Lane>) => Promise<Result>,
  atOnce: 1 | 2 = 1,
): Promise<Result[]> {
  const results: Result[] = [];
  const stop = new AbortController();
  let next = 0;
  const run = async (lane: Lane, reserved = 0): Promise<void> => {
    while (next + reserved < items.length && !stop.signal.aborted) {
      const index = next++;
      results[index] = await work({ item: items[index], index, lane, stop: stop.signal });
    }
  };
  const failures: unknown[] = [];
  const begin = (lane: Lane, reserved = 0): Promise<void> =>
    run(lane, reserved).catch((error: unknown) => {
      failures.push(error); // the first one is told; the others may be its consequence
      stop.abort(error);
    });
  const first = lanes.map((lane) => begin(lane));
  // The last pieces are left to the first: one lane would else have two of them while another has none.
  const second = atOnce === 2 ? lanes.map((lane) => begin(lane, lanes.length)) : [];
  await Promise.all([...first, ...second]);
  if (failures.length > 0) throw failures[0];
  return results;
}

export interface Piece<Item, Lane> {
  readonly item: Item;
  /** Its place in the list. */
  readonly index: number;
  readonly lane: Lane;
  /** Aborted as soon as another piece has failed: what is still computed is for nothing. */
  readonly stop: AbortSignal;
}

/**
 * Independent pieces of work dealt out to lanes: whoever is free takes the next item. Results stand in the
 * order of the items; since no result depends on its lane, they do not depend on the number of lanes.
 *
 * `inOrder` (parallel/lanes.ts) fixes which lane does what, for sums; here pieces are long and of unequal length.
 */
export async function dealt<Item, Lane, Result>(
  items: readonly Item[],
  lanes: readonly Lane[],
  work: (piece: Piece<Item, Lane>) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const stop = new AbortController();
  let next = 0;
  const run = async (lane: Lane): Promise<void> => {
    while (next < items.length && !stop.signal.aborted) {
      const index = next++;
      results[index] = await work({ item: items[index], index, lane, stop: stop.signal });
    }
  };
  const failures: unknown[] = [];
  await Promise.all(
    lanes.map((lane) =>
      run(lane).catch((error: unknown) => {
        failures.push(error); // the first one is told; the others may be its consequence
        stop.abort(error);
      }),
    ),
  );
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

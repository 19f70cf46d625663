/**
 * Work on several lanes with results in order: item i is done on lane i mod W, one at a time per
 * lane, and `consume` sees results in the order of the items whatever finishes first. So sums have
 * the same order of addition, and the same bytes, for any number of lanes.
 */
export async function inOrder<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, lane: number) => Promise<Result>,
  consume: (result: Result, item: Item) => void,
): Promise<void> {
  const waiting = new Map<number, Result>();
  let next = 0; // to be consumed
  let failed = false;
  const drain = (): void => {
    for (; waiting.has(next); next++) {
      consume(waiting.get(next) as Result, items[next]); // it has one
      waiting.delete(next);
    }
  };
  const run = async (lane: number): Promise<void> => {
    for (let i = lane; i < items.length && !failed; i += lanes) {
      waiting.set(i, await work(items[i], lane));
      drain();
    }
  };
  const running = Array.from({ length: lanes }, (_, lane) =>
    run(lane).catch((error: unknown) => {
      failed = true; // the others stop at their next item
      throw error;
    }),
  );
  // All lanes have ended before the error is told: nothing goes on behind the caller's back.
  const outcomes = await Promise.allSettled(running);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

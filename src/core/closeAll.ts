/**
 * Closes all of several things, whatever happens to one of them; the first failure is told at the end.
 */
export async function closeAll(
  things: readonly { close(): Promise<void> }[],
  finish: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const outcomes = await Promise.allSettled(things.map((thing) => thing.close()));
  await finish();
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

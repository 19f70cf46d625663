/**
 * What happens inside, for those who ask: with EIGENSCAPE_DEBUG=1 it is told on standard error.
 */
export const isDebugging = (): boolean => process.env.EIGENSCAPE_DEBUG === "1";

export function debug(text: string): void {
  if (isDebugging()) process.stderr.write(`eigenscape: ${text}\n`);
}

/** Tells how long something took. */
export async function timed<T>(what: string, work: Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work;
  debug(`${what} in ${(performance.now() - start).toFixed(2)} ms`);
  return result;
}

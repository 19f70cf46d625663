/** Waiting, with the last value seen in the message: a bare timeout would not tell what was wrong. */
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Reads a value until it is accepted.
 *
 * @param what is waited for, for the message
 * @param timeout in milliseconds
 */
export async function until<T>(
  what: string,
  read: () => Promise<T>,
  accept: (value: T) => boolean,
  timeout = 30_000,
): Promise<T> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (performance.now() > deadline) {
      const last = JSON.stringify(value) ?? "undefined";
      throw new Error(`${what}: not within ${timeout / 1000} s, last seen ${last.slice(0, 2000)}`);
    }
    await sleep(100);
  }
}

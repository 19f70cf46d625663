/**
 * Memory of which its owner promises that nobody writes to it any more. What is computed from it
 * elsewhere may go on with a copy that was made before.
 */
import type { NumericArray } from "../execute/executor.js";

/** Data are met again in every call, a vector in all parts of one call or of a few. */
export type Lifetime = "data" | "vector";

const promised = new WeakMap<ArrayBufferLike, Lifetime>();

/** @returns The same arrays, whose memory counts as unchanging from now on. */
export function unchanging<A extends readonly NumericArray[]>(lifetime: Lifetime, arrays: A): A {
  for (const { buffer } of arrays) promised.set(buffer, lifetime);
  return arrays;
}

/** Undefined where nothing was promised. */
export function lifetimeOf(memory: ArrayBufferLike): Lifetime | undefined {
  return promised.get(memory);
}

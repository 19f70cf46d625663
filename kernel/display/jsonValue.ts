/** A value as JSON carries it, with the nearest thing where JSON has no word for it. */
import { types } from "node:util";

/**
 * Maps become objects, sets and typed arrays become arrays, big integers become text.
 *
 * @throws If the value contains itself.
 */
export function jsonValue(value: unknown): unknown {
  const text = JSON.stringify(value, (_name, item: unknown) => asJson(item)) as string | undefined;
  return text === undefined ? null : (JSON.parse(text) as unknown);
}

function asJson(item: unknown): unknown {
  if (typeof item === "bigint") return String(item);
  if (item instanceof Map) return Object.fromEntries(item);
  if (item instanceof Set) return [...item];
  if (types.isTypedArray(item)) return Array.from(item as ArrayLike<number | bigint>);
  return item;
}

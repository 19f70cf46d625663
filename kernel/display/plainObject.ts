/** An object that is data and nothing else: no class, no proxy. */
import { types } from "node:util";

export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of other realms (node:vm, workers) have another Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

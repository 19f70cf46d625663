/** What lies inside a value, one level down. */
import { inspect, types } from "node:util";

export interface Child {
  readonly label: string;
  readonly value: unknown;
  /** Stands in place of the value's own line. */
  readonly note?: string;
}

/** More members than this are counted, not listed. */
const maximalChildren = 100;

/** Whether a value has an inside worth opening; a class that prints itself its own way is taken at its word. */
export function isOpenable(value: unknown): value is object {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  if (isLeaf(value) || inspect.custom in value) return false;
  return Object.keys(value).length > 0;
}

function isLeaf(value: object): boolean {
  return (
    types.isAnyArrayBuffer(value) ||
    ArrayBuffer.isView(value) ||
    types.isBoxedPrimitive(value) ||
    types.isDate(value) ||
    types.isNativeError(value) ||
    types.isPromise(value) ||
    types.isRegExp(value)
  );
}

export function childrenOf(value: object): Child[] {
  const all = members(value);
  if (all.length <= maximalChildren) return all;
  const note = `${(all.length - maximalChildren).toLocaleString("en")} more`;
  return [...all.slice(0, maximalChildren), { label: "…", value: undefined, note }];
}

function members(value: object): Child[] {
  if (value instanceof Map)
    return [...(value as Map<unknown, unknown>)].map(([key, item]) => ({
      label: keyText(key),
      value: item,
    }));
  if (value instanceof Set)
    return [...(value as Set<unknown>)].map((item, i) => ({ label: String(i), value: item }));
  return Reflect.ownKeys(value).flatMap((name) => member(value, name));
}

function member(object: object, name: string | symbol): Child[] {
  const own = Object.getOwnPropertyDescriptor(object, name);
  if (!own?.enumerable) return [];
  const label = typeof name === "symbol" ? `[${String(name)}]` : name;
  if ("value" in own) return [{ label, value: own.value }];
  const note = own.get ? (own.set ? "[Getter/Setter]" : "[Getter]") : "[Setter]";
  return [{ label, value: undefined, note }];
}

function keyText(key: unknown): string {
  return inspect(key, { depth: 0, breakLength: Infinity, maxStringLength: 60 });
}

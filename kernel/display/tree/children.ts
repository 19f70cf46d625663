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
  const [count, first] = membersOf(value);
  const more = count - maximalChildren;
  const note = `${more.toLocaleString("en")} more`;
  return more > 0 ? [...first, { label: "…", value: undefined, note }] : first;
}

/** The number of members, and the first of them: a million are not listed to show a hundred. */
function membersOf(value: object): [count: number, first: Child[]] {
  if (value instanceof Map) {
    const entries = firstOf(value as Map<unknown, unknown>);
    return [value.size, entries.map(([key, item]) => ({ label: keyText(key), value: item }))];
  }
  if (value instanceof Set) {
    const items = firstOf(value as Set<unknown>);
    return [value.size, items.map((item, i) => ({ label: String(i), value: item }))];
  }
  if (Array.isArray(value))
    return [value.length, firstOf(value.keys()).flatMap((i) => member(value, i))];
  const names = Reflect.ownKeys(value);
  return [names.length, firstOf(names).flatMap((name) => member(value, name))];
}

function firstOf<T>(items: Iterable<T>): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length >= maximalChildren) break;
    first.push(item);
  }
  return first;
}

/** Nothing for a hole of an array, and for what is not enumerable. */
function member(object: object, name: PropertyKey): Child[] {
  const own = Object.getOwnPropertyDescriptor(object, name);
  if (!own?.enumerable) return [];
  const label = typeof name === "symbol" ? `[${String(name)}]` : String(name);
  if ("value" in own) return [{ label, value: own.value }];
  const note = own.get ? (own.set ? "[Getter/Setter]" : "[Getter]") : "[Setter]";
  return [{ label, value: undefined, note }];
}

function keyText(key: unknown): string {
  return inspect(key, { depth: 0, breakLength: Infinity, maxStringLength: 60 });
}

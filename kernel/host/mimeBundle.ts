/**
 * A value → the forms in which a front end can show it.
 *
 * A value with a `Symbol.for("Jupyter.display")` method (Deno's convention) or a `toMime` method says itself;
 * kernel/display decides for everything else.
 */
import { inspect, types } from "node:util";
import { represent } from "../display/represent.js";
import { displaySymbol, metadataSymbol } from "../display/symbols.js";
import { isPlainObject } from "../display/plainObject.js";
import type { MimeBundle } from "./hostTypes.js";

const mimeType = /^(application|audio|font|image|model|text|video)\/[\w.+-]+(;.*)?$/;

/** The bundle of a value; a promise if the value's own method returns one, or its data must be waited for. */
export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  const own = memberOf(value, displaySymbol);
  if (own) return whenMade(own.call(value), checkBundle);
  const toMime = memberOf(value, "toMime");
  if (!toMime) return represent(value);
  // The name is not ours alone: what is no bundle was meant for something else.
  return whenMade(toMime.call(value), (made) =>
    isBundle(made) ? checkBundle(made) : represent(value),
  );
}

type Made = MimeBundle | Promise<MimeBundle>;

function whenMade(made: unknown, use: (made: unknown) => Made): Made {
  return isThenable(made) ? Promise.resolve(made).then(use) : use(made);
}

/**
 * The same for a value that someone asked to be shown. A plain object whose every key is a MIME type is then a
 * bundle; the value of a cell is not taken for one, since data from elsewhere could look like that and bring
 * HTML with scripts.
 */
export function askedBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  return isBundle(value) ? checkBundle(value) : mimeBundle(value);
}

/** Metadata that came with a bundle. */
export function bundleMetadata(bundle: MimeBundle): Record<string, unknown> {
  return (bundle as { [metadataSymbol]?: Record<string, unknown> })[metadataSymbol] ?? {};
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  return knows(value, "then") && typeof (value as { then: unknown }).then === "function";
}

function isBundle(value: unknown): value is MimeBundle {
  if (!isPlainObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => mimeType.test(key));
}

type Method = (this: unknown) => unknown;

function memberOf(value: unknown, name: typeof displaySymbol | "toMime"): Method | undefined {
  if (value === null || (typeof value !== "object" && typeof value !== "function"))
    return undefined;
  // A proxy may answer every name with something, or throw; only one that knows the name is asked.
  if (types.isProxy(value) && !knows(value, name)) return undefined;
  const method = (value as { [displaySymbol]?: unknown; toMime?: unknown })[name];
  return typeof method === "function" ? (method as Method) : undefined;
}

function knows(value: object, name: string | symbol): boolean {
  try {
    return name in value;
  } catch {
    return false; // a proxy that was revoked, or whose trap throws
  }
}

function checkBundle(made: unknown): MimeBundle {
  if (typeof made !== "object" || made === null || Array.isArray(made))
    throw new TypeError(
      `display: Symbol.for("Jupyter.display") must return a MIME bundle, got ${inspect(made)}`,
    );
  const entries = Object.entries(made).map(([type, data]: [string, unknown]) => [
    type,
    dataOf(type, data),
  ]);
  const bundle = Object.fromEntries(entries) as MimeBundle;
  return Object.assign(bundle, { [metadataSymbol]: bundleMetadata(made as MimeBundle) });
}

function dataOf(type: string, data: unknown): unknown {
  if (typeof data === "string") return data;
  // The protocol carries binary types as base64.
  if (data instanceof Uint8Array) return Buffer.from(data).toString("base64");
  try {
    JSON.stringify(data);
    return data;
  } catch (cause) {
    throw new TypeError(`display: ${type} must be JSON, got ${inspect(data)}`, { cause });
  }
}

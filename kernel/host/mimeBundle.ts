/**
 * A value → the forms in which a front end can show it.
 *
 * A value with a `Symbol.for("Jupyter.display")` method (Deno's convention) says itself; anything else is shown
 * as text, the way Node.js prints it.
 */
import { inspect } from "node:util";
import type { MimeBundle } from "./hostTypes.js";

export const displaySymbol = Symbol.for("Jupyter.display");

/** The bundle of a value; a promise if the value's own method returns one. */
export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  const method = displayMethod(value);
  if (!method) return { "text/plain": inspect(value) };
  const made = method.call(value);
  return isThenable(made) ? Promise.resolve(made).then(checkBundle) : checkBundle(made);
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    value !== null &&
    (typeof value === "object" || typeof value === "function") &&
    "then" in value &&
    typeof value.then === "function"
  );
}

function displayMethod(value: unknown): ((this: unknown) => unknown) | undefined {
  if (value === null || (typeof value !== "object" && typeof value !== "function"))
    return undefined;
  const method = (value as { [displaySymbol]?: unknown })[displaySymbol];
  return typeof method === "function" ? (method as (this: unknown) => unknown) : undefined;
}

function checkBundle(made: unknown): MimeBundle {
  if (typeof made !== "object" || made === null || Array.isArray(made))
    throw new TypeError(
      `display: Symbol.for("Jupyter.display") must return a MIME bundle, got ${inspect(made)}`,
    );
  const entries = Object.entries(made).map(([type, data]: [string, unknown]) => [
    type,
    // The protocol carries binary types as base64.
    data instanceof Uint8Array ? Buffer.from(data).toString("base64") : data,
  ]);
  return Object.fromEntries(entries) as MimeBundle;
}

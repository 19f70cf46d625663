/** Entries that hold other widgets: children, and the layout and style that belong to a control. */
import { isWidget, resolveReference, withReferences, type AnyWidget } from "../references.js";
import type { Attribute } from "./attribute.js";

const reference = { encode: withReferences, decode: resolveReference };

export const widget = (): Attribute<AnyWidget | null> => ({
  initial: null,
  rule: "a widget",
  accepts: isWidget,
  ...reference,
});

/** Children, in order. */
export const widgets = (): Attribute<readonly AnyWidget[]> => ({
  initial: [],
  rule: "an array of widgets",
  accepts: (value) => Array.isArray(value) && value.every(isWidget),
  encode: withReferences,
  decode: (wire) => (Array.isArray(wire) ? wire.map(resolveReference) : wire),
});

/** One end of a link: a widget and the name of its entry on the wire. */
export type LinkEnd = readonly [widget: AnyWidget, entry: string] | readonly [];

export const linkEnd = (): Attribute<LinkEnd> => ({
  initial: [],
  rule: "a widget and the name of its entry",
  accepts: (value) => Array.isArray(value),
  encode: withReferences,
  decode: (wire) => (Array.isArray(wire) ? wire.map(resolveReference) : wire),
});

/** A widget of its own for looks. A browser does without until code first touches it. */
export function part<T extends AnyWidget>(
  kind: new (state?: Readonly<Record<string, never>>) => T,
): Attribute<T> {
  return {
    // Never seen: reading it makes the part.
    initial: null as never,
    rule: `a ${kind.name}`,
    accepts: (value) => value === null || value instanceof kind,
    make: (state) => new kind(state as Readonly<Record<string, never>>),
    ...reference,
  };
}

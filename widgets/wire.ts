/** How the state of a widget travels: its names and values there, and the way back. */
import { resolveReference, withReferences } from "./references.js";

export interface Wire {
  /** Also of a part of the state. Buffers stay in; they are taken out later. */
  encode(part: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** Leaves out what is not part of the state. */
  decode(part: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** Whether browsers get back what they sent, so that others see it; true if left out. */
  echoes?(key: string): boolean;
}

/** Names and values as they are; widgets as references. */
export function plainWire(keys: ReadonlySet<string>): Wire {
  return {
    encode: (part) => withReferences(part) as Record<string, unknown>,
    decode: (part) =>
      Object.fromEntries(
        Object.entries(part)
          .filter(([key]) => keys.has(key))
          .map(([key, value]) => [key, resolveReference(value)]),
      ),
  };
}

/** ipywidgets' switch: `JUPYTER_WIDGETS_ECHO=0` stops echoes, for one browser saves traffic. */
export function echoEnabled(): boolean {
  const value = process.env["JUPYTER_WIDGETS_ECHO"] ?? "true";
  return !["0", "false", "off", "no", "n"].includes(value.toLowerCase());
}

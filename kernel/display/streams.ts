/** Node.js streams: what can be done with one, instead of two pages of its inner state. */
import { Readable, Stream, Writable } from "node:stream";

export function streamText(value: unknown): string | undefined {
  if (!(value instanceof Stream)) return undefined;
  const parts: string[] = [];
  if (value instanceof Readable) parts.push(readingText(value));
  // A Duplex is both, but only Readable by class.
  if (value instanceof Writable || "writableEnded" in value)
    parts.push((value as Writable).writableEnded ? "writing ended" : "writable");
  if ("destroyed" in value && value.destroyed === true) parts.push("destroyed");
  return `${value.constructor.name} (${parts.join(", ") || "stream"})`;
}

function readingText(stream: Readable): string {
  if (stream.readableEnded) return "read to its end";
  return stream.readableFlowing === true ? "being read" : "readable: for await (const part of …)";
}

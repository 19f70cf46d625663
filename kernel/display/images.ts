/** Bytes of image files, known by how they begin. */
import type { MimeBundle } from "../host/hostTypes.js";

const begins = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1", from, to);

/** The MIME type of an image file; undefined if the bytes are none that front ends show. */
export function imageType(bytes: Uint8Array): string | undefined {
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  // Three bytes alone are too weak a sign for a JPEG file.
  if (begins(bytes, 0xff, 0xd8, 0xff) && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9)
    return "image/jpeg";
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return "image/gif";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "image/webp";
  if (/^\ufeff?\s*(<\?xml[^>]*>\s*)?(<!(--|DOCTYPE)[^>]*>\s*)*<svg[\s>]/i.test(utf8Start(bytes)))
    return "image/svg+xml";
  return undefined;
}

/** The bundle of an image file's bytes; undefined if they are none. */
export function imageBundle(value: unknown): MimeBundle | undefined {
  const bytes = bytesOf(value);
  const type = bytes && imageType(bytes);
  if (!bytes || type === undefined) return undefined;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytes.length.toLocaleString("en");
  return {
    // SVG is text in the protocol, everything else base64.
    [type]: data.toString(type === "image/svg+xml" ? "utf8" : "base64"),
    "text/plain": `<${type}, ${size} bytes>`,
  };
}

export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

function utf8Start(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString();
}

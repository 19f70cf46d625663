/**
 * Float64 numbers as bytes in little-endian order, whatever the machine's: what files and hashes hold.
 */
import { endianness } from "node:os";

const native = endianness() === "LE";

/** A view of the numbers where the machine's order is that of the file, else a copy. */
export function bytesOf(numbers: Float64Array): Buffer {
  const view = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return native ? view : Buffer.from(view).swap64();
}

/** @param bytes 8 per number; they are copied, since views must lie at multiples of 8. */
export function numbersOf(bytes: Uint8Array): Float64Array {
  const copy = Buffer.from(new ArrayBuffer(bytes.byteLength));
  copy.set(bytes);
  if (!native) copy.swap64();
  return new Float64Array(copy.buffer);
}

/** The same in JSON: a third of the length of decimal digits, without loss. */
export const base64Of = (numbers: Float64Array): string => bytesOf(numbers).toString("base64");

export const fromBase64 = (text: string): Float64Array => numbersOf(Buffer.from(text, "base64"));

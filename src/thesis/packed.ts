/** Vectors in JSON without loss and at a third of the length: float64 numbers, little-endian, as base64. */
import { bytesOf, numbersOf } from "../core/littleEndian.js";

export const packed = (vector: Float64Array): string => bytesOf(vector).toString("base64");

export const unpacked = (text: string): Float64Array => numbersOf(Buffer.from(text, "base64"));

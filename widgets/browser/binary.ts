/**
 * Binary entries of a state arrive as views into a message, at any offset. Copies have their own
 * buffer: aligned for Float64Array, and whole, as Jupyter's saving of widget state expects.
 */

/** A copy of a state in which every binary entry, at any depth, is a Float64Array of its own. */
export function float64Leaves(value: unknown): unknown {
  return mapBinary(value, (bytes) => new Float64Array(bytes));
}

/** A copy of a state in which every binary entry, at any depth, is a DataView of its own. */
export function ownDataViews(value: unknown): unknown {
  return mapBinary(value, (bytes) => new DataView(bytes));
}

function mapBinary(value: unknown, make: (bytes: ArrayBuffer) => unknown): unknown {
  if (value instanceof ArrayBuffer) return make(value.slice(0));
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return make(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  }
  if (Array.isArray(value)) return value.map((entry) => mapBinary(entry, make));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, mapBinary(v, make)]));
}

/**
 * Binary entries of a state arrive as views into a message, at any offset. Copies have their own
 * buffer: aligned for Float64Array, and whole, as Jupyter's saving of widget state expects.
 */
import type { ProbeState } from "../contract.js";

export function float64Array(value: unknown): Float64Array {
  if (value instanceof Float64Array && value.byteLength === value.buffer.byteLength) return value;
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  }
  if (value instanceof ArrayBuffer) return new Float64Array(value.slice(0));
  throw new TypeError(`float64Array: value must be binary, got ${typeof value}`);
}

/** The probes of a density's state, from what the protocol delivered. */
export function probesFromBuffers(
  probes: readonly Readonly<Record<keyof ProbeState, unknown>>[],
): ProbeState[] {
  return probes.map(({ nodes, weights, residuals }) => ({
    nodes: float64Array(nodes),
    weights: float64Array(weights),
    residuals: float64Array(residuals),
  }));
}

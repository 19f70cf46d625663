/**
 * Arrays out of parcels, on the thread that gets them; it keeps the pieces that are to be kept.
 */
import type { NumericArray } from "../execute/executor.js";
import type { Parcel, View } from "./messages.js";

export class Unpacker {
  readonly #kept = new Map<number, ArrayBuffer>();

  /** Parcels must be opened in the order in which they were packed. */
  unpack({ views, pieces, drop }: Parcel): NumericArray[] {
    const passing = new Map<number, ArrayBuffer>();
    for (const { number, memory, keep } of pieces) {
      (keep ? this.#kept : passing).set(number, memory);
    }
    const arrays = views.map((view) =>
      arrayOf(view, passing.get(view.piece) ?? this.#kept.get(view.piece)),
    );
    for (const number of drop) this.#kept.delete(number);
    return arrays;
  }
}

function arrayOf({ piece, offset, length, precision }: View, memory?: ArrayBuffer): NumericArray {
  if (!memory) throw new Error(`worker: piece must be there, got number ${piece}`);
  return precision === "float32"
    ? new Float32Array(memory, offset, length)
    : new Float64Array(memory, offset, length);
}

/**
 * Arrays made ready for a thread. A structured clone of a view copies all of the memory behind it, so
 * views go as copies of what they show, and views that touch (the parts of one vector) as one. What
 * is promised never to change is sent once: the thread keeps it under a number,
 *
 *   data     as often as their memory is large, the pieces used last: each batch of its share
 *   vectors  the four used last: point and direction of two calls at the same time
 */
import type { NumericArray } from "../execute/executor.js";
import type { Parcel, Piece, View } from "./messages.js";
import { lifetimeOf, type Lifetime } from "./unchanging.js";

const vectorsKept = 4;

/** So that numbers of 8 bytes lie in a piece as they must. */
const alignment = 8;

/** Bytes of some memory, without a gap. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** What the thread keeps of some memory: numbers of pieces by range, that used last at the end. */
interface Shelf {
  readonly pieces: Map<string, { readonly number: number; readonly bytes: number }>;
  bytes: number;
}

export class Packer {
  readonly #shelves = new WeakMap<ArrayBufferLike, Shelf>();
  /** Those of vectors, that used last at the end. */
  readonly #vectors = new Set<Shelf>();
  #pieces = 0;

  /** Its pieces' memory is new and may be transferred. */
  pack(arrays: readonly NumericArray[]): Parcel {
    const views = new Map<NumericArray, View>();
    const pieces: Piece[] = [];
    const drop: number[] = [];
    const memories = byMemory(arrays);
    for (const [memory, shown] of memories) {
      const ranges = rangesOf(shown).map((range) => ({
        range,
        piece: this.#piece(memory, range, pieces, drop),
      }));
      for (const array of shown) {
        const within = ranges.findLast(({ range }) => range.from <= array.byteOffset);
        if (within) views.set(array, viewOf(array, within.piece, within.range));
      }
    }
    this.#dropVectors(Math.max(vectorsKept, memories.size), drop);
    return { views: arrays.map((array) => views.get(array) as View), pieces, drop }; // all are in
  }

  /** @returns The number of the piece, which is added to `pieces` unless the thread has it. */
  #piece(memory: ArrayBufferLike, range: Range, pieces: Piece[], drop: number[]): number {
    const lifetime = lifetimeOf(memory);
    const shelf = lifetime && this.#shelf(memory, lifetime);
    const key = `${range.from} ${range.to}`;
    const known = shelf?.pieces.get(key);
    const { number } = known ?? { number: this.#pieces++ };
    if (!known) pieces.push({ number, memory: copyOf(memory, range), keep: shelf !== undefined });
    if (!shelf) return number;
    const bytes = range.to - range.from;
    shelf.pieces.delete(key);
    shelf.pieces.set(key, { number, bytes });
    if (!known) shelf.bytes += bytes;
    for (const [oldest, old] of shelf.pieces) {
      if (shelf.bytes <= memory.byteLength) break;
      shelf.pieces.delete(oldest);
      shelf.bytes -= old.bytes;
      drop.push(old.number);
    }
    return number;
  }

  #shelf(memory: ArrayBufferLike, lifetime: Lifetime): Shelf {
    const shelf = this.#shelves.get(memory) ?? { pieces: new Map<string, never>(), bytes: 0 };
    this.#shelves.set(memory, shelf);
    if (lifetime === "vector") {
      this.#vectors.delete(shelf);
      this.#vectors.add(shelf);
    }
    return shelf;
  }

  #dropVectors(most: number, drop: number[]): void {
    for (const shelf of this.#vectors) {
      if (this.#vectors.size <= most) return;
      this.#vectors.delete(shelf);
      for (const { number } of shelf.pieces.values()) drop.push(number);
      shelf.pieces.clear();
      shelf.bytes = 0;
    }
  }
}

function byMemory(arrays: readonly NumericArray[]): Map<ArrayBufferLike, NumericArray[]> {
  const memories = new Map<ArrayBufferLike, NumericArray[]>();
  for (const array of arrays) {
    const shown = memories.get(array.buffer);
    if (shown) shown.push(array);
    else memories.set(array.buffer, [array]);
  }
  return memories;
}

/** What arrays of the same memory show of it; arrays that touch are one range. */
function rangesOf(arrays: readonly NumericArray[]): Range[] {
  const shown = arrays.map(({ byteOffset, byteLength }) => ({
    from: byteOffset - (byteOffset % alignment),
    to: byteOffset + byteLength,
  }));
  const ranges: Range[] = [];
  for (const next of shown.sort((a, b) => a.from - b.from)) {
    const last = ranges.at(-1);
    if (last && next.from <= last.to) {
      ranges[ranges.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    } else ranges.push(next);
  }
  return ranges;
}

const viewOf = (array: NumericArray, piece: number, { from }: Range): View => ({
  piece,
  offset: array.byteOffset - from,
  length: array.length,
  precision: array instanceof Float32Array ? "float32" : "float64",
});

/** Also of shared memory, which ONNX Runtime does not take. */
const copyOf = (memory: ArrayBufferLike, { from, to }: Range): ArrayBuffer =>
  new Uint8Array(memory, from, to - from).slice().buffer;

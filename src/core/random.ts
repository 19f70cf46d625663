/**
 * Counter-based random numbers: Philox 4×32 with 10 rounds.
 *
 * The n-th number of a stream is a function of (seed, stream name, n) alone. So two streams of one
 * seed never meet ("probes" and "data" of seed 7 are unrelated), a stream can be resumed at any
 * position, and workers can draw their own part without talking.
 *
 * Salmon, Moraes, Dror and Shaw (2011), doi:10.1145/2063384.2063405; constants from its Table 2.
 * Normal numbers: Box and Muller (1958), doi:10.1214/aoms/1177706645.
 */
import { checkInteger } from "./check.js";

export interface RandomStream {
  /** Blocks of four 32-bit words drawn so far: give it to `random` to go on from here. */
  readonly position: number;
  /** 32-bit words drawn so far, four per block: give it to `randomAfter` to go on within a block. */
  readonly words: number;
  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** +1 or −1 with equal probability. */
  sign(): number;
  /** Uniform integer in [0, n), without the bias of a remainder. */
  integer(n: number): number;
  /** A random order of 0 … n − 1 (Fisher–Yates). */
  permutation(n: number): Int32Array;
}

/**
 * @param seed Integer in [0, 2⁵³).
 * @param stream Name of the purpose, such as "probes": one seed must not feed two purposes.
 * @param position Where to begin, in blocks; `stream.position` of an earlier stream.
 */
export function random(seed: number, stream: string, position = 0): RandomStream {
  checkInteger("random", "seed", seed, 0);
  checkInteger("random", "position", position, 0);
  return new PhiloxStream([seed >>> 0, hash(stream)], Math.floor(seed / 2 ** 32), position);
}

/**
 * The stream after so many words: what `stream.words` of an earlier one says. Not kept is what that one had in hand: signs that
 * were left of a word, the second of two normal numbers.
 */
export function randomAfter(seed: number, stream: string, words: number): RandomStream {
  checkInteger("randomAfter", "words", words, 0);
  const numbers = random(seed, stream, Math.floor(words / 4));
  for (let i = 0; i < words % 4; i++) numbers.integer(2 ** 32); // exactly one word each
  return numbers;
}

class PhiloxStream implements RandomStream {
  readonly #key: readonly [number, number];
  readonly #high: number; // upper half of the seed, in the counter
  #position: number;
  #words: number[] = []; // of the current block, not yet used
  #bits = 0; // one word gives 32 signs
  #bitsLeft = 0;
  #spare: number | undefined; // Box–Muller makes two normal numbers at once

  constructor(key: readonly [number, number], high: number, position: number) {
    this.#key = key;
    this.#high = high;
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  get words(): number {
    return 4 * this.#position - this.#words.length;
  }

  uniform(): number {
    return ((this.#word() >>> 5) * 2 ** 26 + (this.#word() >>> 6)) / 2 ** 53;
  }

  normal(): number {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare !== undefined) return spare;
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  sign(): number {
    if (this.#bitsLeft === 0) [this.#bits, this.#bitsLeft] = [this.#word(), 32];
    const bit = this.#bits & 1;
    this.#bits >>>= 1;
    this.#bitsLeft--;
    return bit === 1 ? 1 : -1;
  }

  integer(n: number): number {
    checkInteger("integer", "n", n, 1, 2 ** 32);
    const limit = 2 ** 32 - (2 ** 32 % n); // words above would favour small remainders
    for (;;) {
      const word = this.#word();
      if (word < limit) return word % n;
    }
  }

  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  #word(): number {
    if (this.#words.length === 0) {
      const [low, middle] = [this.#position >>> 0, Math.floor(this.#position / 2 ** 32)];
      this.#words = philox([low, middle, this.#high, 0], this.#key).reverse();
      this.#position++;
    }
    return this.#words.pop() as number; // filled just above
  }
}

/** One block: ten rounds of multiply, exchange and add. Exported for the published test vectors. */
export function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): [number, number, number, number] {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const [high0, low0] = multiply(0xd2511f53, c0);
    const [high1, low1] = multiply(0xcd9e8d57, c2);
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** The 64-bit product of two 32-bit words as [high, low], in 16-bit halves: JavaScript has 53 bits. */
function multiply(a: number, b: number): [number, number] {
  const [a1, a0, b1, b0] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const cross = a0 * b1 + (middle & 0xffff);
  const high = a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000);
  return [high >>> 0, Math.imul(a, b) >>> 0];
}

/** FNV-1a, 32 bits, over UTF-16 units: names the stream. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

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
  const key: [number, number] = [seed >>> 0, hash(stream)];
  const high = Math.floor(seed / 2 ** 32);
  const words: number[] = []; // of the current block, not yet used
  const next = (): number => {
    if (words.length === 0) {
      const counter = [position >>> 0, Math.floor(position / 2 ** 32), high, 0] as const;
      words.push(...philox(counter, key).reverse());
      position++;
    }
    return words.pop() as number; // filled just above
  };
  const uniform = (): number => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  let [bits, left] = [0, 0]; // one word gives 32 signs
  let spare: number | undefined; // Box–Muller makes two normal numbers at once
  const integer = (n: number): number => {
    checkInteger("integer", "n", n, 1, 2 ** 32);
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const word = next();
      if (word < limit) return word % n;
    }
  };
  return {
    get position() {
      return position;
    },
    uniform,
    integer,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    sign() {
      if (left === 0) [bits, left] = [next(), 32];
      left--;
      const bit = bits & 1;
      bits >>>= 1;
      return bit === 1 ? 1 : -1;
    },
    permutation(n) {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return order;
    },
  };
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

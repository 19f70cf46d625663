/**
 * A proximal map with coordinates held at zero: that of r restricted to the others. Held coordinates whose
 * zero is not optimal can be released.
 */
import type { ProximalMap } from "../prox/proximalMap.js";
import type { Evaluated } from "./proximalStep.js";

export class HeldAtZero {
  /** Reads what is held at the time of the call. */
  readonly map: ProximalMap;
  /** Coordinates that were released so far. */
  released = 0;
  readonly #whole: ProximalMap;
  readonly #held: Uint8Array;

  /** @param point Its exact zeros are held. */
  constructor(whole: ProximalMap, point: Float64Array) {
    this.#whole = whole;
    this.#held = Uint8Array.from(point, (x) => (x === 0 ? 1 : 0));
    this.map = {
      ...whole,
      name: `${whole.name} on a support`,
      prox: (z, tau) => whole.prox(this.#zeroed(z), tau),
      stationarity: (x, gradient) => this.#zeroed(whole.stationarity(x, gradient)),
    };
  }

  /** A copy with zeros where they are held. */
  #zeroed(z: Float64Array): Float64Array {
    return z.map((zi, i) => (this.#held[i] ? 0 : zi));
  }

  /** x where it is free. */
  start(x: Float64Array): Float64Array {
    return this.#zeroed(x);
  }

  /** The least element of ∇f + ∂r at what is held: what is missing for optimality outside of the support. */
  outside({ x, gradient }: Evaluated): Float64Array {
    return this.#whole.stationarity(x, gradient).map((s, i) => (this.#held[i] ? s : 0));
  }

  /** Frees where `outside` is not zero. */
  release(outside: Float64Array): void {
    outside.forEach((s, i) => {
      if (s === 0) return;
      this.#held[i] = 0;
      this.released++;
    });
  }
}

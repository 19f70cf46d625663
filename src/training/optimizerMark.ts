/**
 * What tells one optimizer from another, with its rates, schedule and map: its name and what it does. Four steps from the same start
 * with the same gradients, of each step its inner product with them. What shows only later, the name alone can tell. Costs four
 * steps.
 */
import { sha256 } from "../core/fingerprint.js";
import { axpy, dot } from "../core/vector.js";
import type { Optimizer } from "../optimizers/optimizer.js";

const steps = 4;

export function optimizerMark<State>(optimizer: Optimizer<State>, start: Float64Array): string {
  const theta = start.slice();
  let state = optimizer.init(theta);
  const seen = Array.from({ length: steps }, (_, k) => {
    const gradient = scattered(start.length, k);
    const update = optimizer.update(gradient, state, theta);
    axpy(1, update.step, theta);
    state = update.state;
    return dot(update.step, gradient).toPrecision(12); // another machine may differ in the last bits
  });
  return `${optimizer.name ?? "without a name"}, ${sha256(...seen)}`;
}

/** Numbers in [−½, ½) that no two places share: multiples of the golden ratio modulo 1 (Weyl), exact everywhere. */
function scattered(length: number, k: number): Float64Array {
  const numbers = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    numbers[i] = (Math.imul(i + 1 + 7919 * k, 0x9e3779b1) >>> 0) / 2 ** 32 - 0.5;
  }
  return numbers;
}

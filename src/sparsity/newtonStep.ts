/**
 * Newton's step for f + r at a point x with exact zeros, on the entries that are not zero, where r is smooth:
 *
 *   minimise ⟨∇f + ∇r, d⟩ + ½ dᵀ(H + ∇²r) d,   ‖d‖ ≤ radius.
 *
 * Entries that would change their sign are sent to 0, and the others are solved for anew with that: cutting the
 * first solution off at 0 instead makes a step of which the model says nothing.
 */
import { axpy, dot, norm } from "../core/vector.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import type { Evaluated } from "./proximalStep.js";
import { trustRegion, type TrustRegionOptions, type TrustRegionStep } from "./trustRegion.js";

/** How often entries are looked for that would change their sign. */
const rounds = 4;

/** @param options With products of H. */
export async function newtonStep(
  { x, gradient }: Evaluated,
  map: ProximalMap,
  options: TrustRegionOptions,
): Promise<TrustRegionStep> {
  const least = map.stationarity(x, gradient);
  const free = Uint8Array.from(x, (xi) => (xi === 0 ? 0 : 1));
  const product = async (v: Float64Array): Promise<Float64Array> => {
    const sum = await options.product(v);
    axpy(1, penaltyProduct(map, x, v), sum);
    return sum;
  };
  const toZero = new Float64Array(x.length);
  let shift = new Float64Array(x.length);
  for (let round = 1; ; round++) {
    const slope = least.map((s, i) => s + shift[i]);
    const solved = await trustRegion(slope, free, { ...options, product });
    const crossing = solved.direction.map((d, i) => (free[i] && (x[i] + d) * x[i] <= 0 ? 1 : 0));
    if (round === rounds || !crossing.includes(1)) {
      const direction = solved.direction.map((d, i) => (crossing[i] ? -x[i] : d + toZero[i]));
      const fall = solved.fall - dot(least, toZero) - 0.5 * dot(toZero, shift);
      return { direction, fall, boundary: solved.boundary };
    }
    crossing.forEach((crosses, i) => {
      if (!crosses) return;
      free[i] = 0;
      toZero[i] = -x[i];
    });
    shift = new Float64Array(await product(toZero));
  }
}

/** ∇²r·p by a difference so small that no entry changes its sign: 0 for ℓ1, exact for quadratic r. */
function penaltyProduct(map: ProximalMap, x: Float64Array, p: Float64Array): Float64Array {
  const flat = new Float64Array(x.length);
  const h = (1e-4 * norm(x)) / norm(p);
  const there = x.map((xi, i) => {
    const limit = Math.abs(xi) / 2;
    return xi + Math.max(-limit, Math.min(limit, h * p[i]));
  });
  const [after, before] = [map.stationarity(there, flat), map.stationarity(x, flat)];
  return after.map((a, i) => (a - before[i]) / h);
}

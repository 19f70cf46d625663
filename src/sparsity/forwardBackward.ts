/**
 * One step of proximal gradient, and the envelope that makes a smooth function of f + r,
 *
 *   x̄ = prox(x − γ∇f(x)),   φ(x) = f(x) + ⟨∇f(x), x̄ − x⟩ + ‖x̄ − x‖² / 2γ + r(x̄):
 *
 * for γ < 1/L it has the minimisers of f + r and lies between (f + r)(x̄) and (f + r)(x). Cost: one proximal map.
 *
 * Themelis, Stella & Patrinos (2018), doi:10.1137/16M1080240.
 */
import { dot } from "../core/vector.js";
import type { ProximalMap } from "../prox/proximalMap.js";

/** A point with what has been computed there. */
export interface Evaluated {
  readonly x: Float64Array;
  /** f(x). */
  readonly value: number;
  /** ∇f(x). */
  readonly gradient: Float64Array;
}

export interface ForwardBackward extends Evaluated {
  readonly gamma: number;
  /** x̄: exact zeros where the map makes them. */
  readonly next: Float64Array;
  /** x̄ − x. */
  readonly change: Float64Array;
  /** ‖x̄ − x‖ / γ: zero exactly where x is stationary. */
  readonly residual: number;
  /** f(x) + ⟨∇f(x), x̄ − x⟩ + ‖x̄ − x‖² / 2γ: the bound of f(x̄) by a step of the right length. */
  readonly bound: number;
  /** r(x̄). */
  readonly penalty: number;
  /** φ(x). */
  readonly envelope: number;
}

export function forwardBackward(map: ProximalMap, at: Evaluated, gamma: number): ForwardBackward {
  const { x, value, gradient } = at;
  const next = map.prox(
    x.map((xi, i) => xi - gamma * gradient[i]),
    1 / gamma,
  );
  const change = next.map((xi, i) => xi - x[i]);
  const square = dot(change, change);
  const bound = value + dot(gradient, change) + square / (2 * gamma);
  const penalty = map.value(next);
  const envelope = bound + penalty;
  return {
    ...at,
    gamma,
    next,
    change,
    residual: Math.sqrt(square) / gamma,
    bound,
    penalty,
    envelope,
  };
}

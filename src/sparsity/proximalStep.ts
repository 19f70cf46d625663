/**
 * A step of proximal gradient, x̄ = prox(x − γ∇f(x)), whose length γ is halved until
 *
 *   f(x̄) ≤ f(x) + ⟨∇f(x), x̄ − x⟩ + ‖x̄ − x‖² / 2γ:
 *
 * then f + r does not rise. It finds zeros, and lets go of those that are not optimal. Cost: a gradient per γ.
 *
 * Parikh & Boyd (2014), doi:10.1561/2400000003, §4.2.
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

export type Evaluate = (x: Float64Array) => Promise<Evaluated>;

/** @param noise Differences of values below this share of them are rounding. */
export async function proximalStep(
  { map, evaluate, noise }: { map: ProximalMap; evaluate: Evaluate; noise: number },
  { x, value, gradient }: Evaluated,
  gamma: number,
): Promise<{ at: Evaluated; gamma: number }> {
  for (let length = gamma; ; length /= 2) {
    const next = map.prox(
      x.map((xi, i) => xi - length * gradient[i]),
      1 / length,
    );
    const change = next.map((xi, i) => xi - x[i]);
    const at = await evaluate(next);
    const bound = value + dot(gradient, change) + dot(change, change) / (2 * length);
    if (at.value <= bound + noise * Math.abs(value)) return { at, gamma: length };
  }
}

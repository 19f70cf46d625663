/**
 * Regularisers that look at each coordinate alone, r(x) = Σ ρ(xᵢ): value, proximal map and stationarity are those
 * of the scalar function ρ, in one pass over P.
 */
import { checkMetric, type ProximalMap } from "./proximalMap.js";

export interface ScalarMap {
  /** ρ(x); Infinity outside of its domain. */
  readonly value: (x: number) => number;
  /** argmin_u ρ(u) + ½ τ (u − z)². */
  readonly prox: (z: number, tau: number) => number;
  /** The number of least magnitude in g + ∂ρ(x), where ρ(x) is finite. */
  readonly stationarity: (x: number, g: number) => number;
}

export function separable(name: string, scalar: ScalarMap): ProximalMap {
  const { value, prox, stationarity } = scalar;
  return {
    name,
    value: (x) => x.reduce((sum, xi) => sum + value(xi), 0),
    prox(z, tau) {
      checkMetric(name, tau, z.length);
      const u = new Float64Array(z.length);
      if (typeof tau === "number") for (let i = 0; i < u.length; i++) u[i] = prox(z[i], tau);
      else for (let i = 0; i < u.length; i++) u[i] = prox(z[i], tau[i]);
      return u;
    },
    stationarity: (x, gradient) =>
      gradient.map((g, i) => {
        if (value(x[i]) !== Infinity) return stationarity(x[i], g);
        throw new RangeError(`prox.${name}: x must be in the domain, got ${x[i]} at index ${i}`);
      }),
  };
}

/** The number of least magnitude in g + [low, high]; NaN stays NaN. */
export function leastMagnitude(g: number, low: number, high: number): number {
  if (g + low > 0) return g + low;
  if (g + high < 0) return g + high;
  return g - g;
}

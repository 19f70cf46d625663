/**
 * The proximal step of a direction v in the metric τ: to x̂ = prox(θ − v/τ, τ), the minimiser of
 *
 *   ⟨v, x − θ⟩ + ½ (x − θ)ᵀ diag(τ) (x − θ) + r(x).
 *
 * θ + (x̂ − θ) is exactly 0 where x̂ is, and x̂ to rounding elsewhere.
 */
import type { Metric, ProximalMap } from "../prox/proximalMap.js";

export interface ProximalStep {
  /** x̂. */
  readonly point: Float64Array;
  /** x̂ − θ. */
  readonly displacement: Float64Array;
}

export function proximalStep(
  map: ProximalMap,
  theta: Float64Array,
  v: Float64Array,
  tau: Metric,
): ProximalStep {
  const displacement = map.displacement?.(theta, v, tau);
  if (displacement !== undefined) return { displacement, point: plus(theta, displacement, 1) };
  const point = map.prox(behind(theta, v, tau), tau);
  return { point, displacement: plus(point, theta, -1) };
}

/** θ − v/τ. */
function behind(theta: Float64Array, v: Float64Array, tau: Metric): Float64Array {
  const z = new Float64Array(theta.length);
  if (typeof tau === "number") for (let i = 0; i < z.length; i++) z[i] = theta[i] - v[i] / tau;
  else for (let i = 0; i < z.length; i++) z[i] = theta[i] - v[i] / tau[i];
  return z;
}

/** x + a·y, a new vector. */
function plus(x: Float64Array, y: Float64Array, a: number): Float64Array {
  const sum = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) sum[i] = x[i] + a * y[i];
  return sum;
}

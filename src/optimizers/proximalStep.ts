/**
 * The proximal step of a direction v in the metric τ: to x̂ = prox(θ − v/τ, τ), the minimiser of
 *
 *   ⟨v, x − θ⟩ + ½ (x − θ)ᵀ diag(τ) (x − θ) + r(x),
 *
 * or a share ε of the way. θ + (x̂ − θ) is exactly 0 where x̂ is, and x̂ to rounding elsewhere. Where the map leaves a
 * coordinate as it is, the displacement is −v/τ, whose rounding is that of a step without a map.
 */
import { metricAt, type Metric, type ProximalMap } from "../prox/proximalMap.js";

export interface ProximalStep {
  /** x̂. */
  readonly point: Float64Array;
  /** ε (x̂ − θ). */
  readonly step: Float64Array;
}

/** @param share ε. Default 1: the whole step. */
export function proximalStep(
  map: ProximalMap,
  theta: Float64Array,
  v: Float64Array,
  tau: Metric,
  share = 1,
): ProximalStep {
  const z = behind(theta, v, tau);
  const point = map.prox(z, tau);
  const step = new Float64Array(theta.length);
  for (let i = 0; i < step.length; i++) {
    const x = point[i];
    step[i] = share * (x === z[i] ? -v[i] / metricAt(tau, i) : x - theta[i]);
  }
  return { point, step };
}

/** θ − v/τ. */
export function behind(theta: Float64Array, v: Float64Array, tau: Metric): Float64Array {
  const z = new Float64Array(theta.length);
  if (typeof tau === "number") for (let i = 0; i < z.length; i++) z[i] = theta[i] - v[i] / tau;
  else for (let i = 0; i < z.length; i++) z[i] = theta[i] - v[i] / tau[i];
  return z;
}

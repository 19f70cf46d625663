/**
 * A regulariser r and its proximal map in a metric τ,
 *
 *   prox(z, τ) = argmin_u  r(u) + ½ (u − z)ᵀ diag(τ) (u − z),
 *
 * closed forms or roots to rounding throughout, exact zeros where the minimiser has them. Sets are regularisers
 * that are 0 inside and infinite outside. Parikh & Boyd (2014), doi:10.1561/2400000003.
 */
import { checkLength, checkPositive } from "../core/check.js";

/** τ > 0: one number for all coordinates, or one for each. */
export type Metric = number | Float64Array;

export interface ProximalMap {
  /** With its parameters, as one would write it: `l1(0.001)`. */
  readonly name: string;
  /** r(x); Infinity outside of its domain. */
  value(x: Float64Array): number;
  /** A new vector; neither argument is modified. */
  prox(z: Float64Array, tau: Metric): Float64Array;
  /**
   * The element of least norm of g + ∂r(x), P numbers: zero exactly where x is stationary for f + r and g = ∇f(x).
   * ∂r is the convex subdifferential, and the limiting one where r is not convex.
   *
   * @throws Where x is outside of the domain.
   */
  stationarity(x: Float64Array, gradient: Float64Array): Float64Array;
}

/** τᵢ. */
export const metricAt = (tau: Metric, i: number): number =>
  typeof tau === "number" ? tau : tau[i];

/** One number > 0, or as many as coordinates; these are not looked at one by one. */
export function checkMetric(name: string, tau: Metric, length: number): void {
  if (typeof tau === "number") checkPositive(`prox.${name}`, "tau", tau);
  else checkLength(`prox.${name}`, "tau", tau, length);
}

/**
 * The Euclidean ball ‖x‖ ≤ c. Inside, u = z; else u is the nearest point in the norm of τ,
 *
 *   uᵢ = zᵢ τᵢ/(τᵢ + λ),  λ > 0 the root of ‖u‖ = c,
 *
 * which for one τ is z c/‖z‖. A few passes over P.
 */
import { checkPositive } from "../core/check.js";
import { norm } from "../core/vector.js";
import { checkMetric, metricAt, type ProximalMap } from "./proximalMap.js";
import { secularRoot } from "./secularRoot.js";

/** A projected point's norm is c to rounding: this much off c counts as on the sphere. */
const rounding = 1e-12;

/** @param c Radius > 0. */
export function ball(c: number): ProximalMap {
  checkPositive("prox.ball", "c", c);
  const name = `ball(${c})`;
  return {
    name,
    value: (x) => (norm(x) <= c * (1 + rounding) ? 0 : Infinity),
    prox(z, tau) {
      checkMetric(name, tau, z.length);
      const metric = z.map((_, i) => metricAt(tau, i));
      const lambda = secularRoot(z.map((zi, i) => (metric[i] * zi) / c), metric, z.length); // prettier-ignore
      return lambda === 0 ? z.slice() : z.map((zi, i) => zi * (metric[i] / (metric[i] + lambda)));
    },
    stationarity(x, gradient) {
      const length = norm(x);
      if (length > c * (1 + rounding)) {
        throw new RangeError(`prox.${name}: x must be in the domain, got the norm ${length}`);
      }
      if (length < c * (1 - rounding)) return gradient.slice();
      // On the sphere: λ x with λ ≥ 0 may be added; it takes away what points outwards along −g.
      const along = x.reduce((sum, xi, i) => sum + xi * gradient[i], 0) / length;
      const outwards = Math.min(along / length, 0);
      return gradient.map((g, i) => g - outwards * x[i]);
    },
  };
}

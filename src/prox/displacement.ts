/** The step prox(x − v/τ, τ) − x of a map, by its own `displacement` where it has one. */
import { metricAt, type Metric, type ProximalMap } from "./proximalMap.js";

export function displacement(
  map: ProximalMap,
  x: Float64Array,
  v: Float64Array,
  tau: Metric,
): Float64Array {
  if (map.displacement !== undefined) return map.displacement(x, v, tau);
  const z = x.map((xi, i) => xi - v[i] / metricAt(tau, i));
  return map.prox(z, tau).map((u, i) => u - x[i]);
}

/**
 * One step of an exponential average: (1 − ρ) v + ρ g, a new vector. ρ = 1 gives the bytes of g.
 */
export function averageTowards(v: Float64Array, g: Float64Array, rho: number): Float64Array {
  const next = new Float64Array(v.length);
  for (let i = 0; i < v.length; i++) next[i] = (1 - rho) * v[i] + rho * g[i];
  return next;
}

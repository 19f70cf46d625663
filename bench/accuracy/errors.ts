/**
 * How far a spectrum is from the exact eigenvalues.
 */
import type { Probe, Spectrum } from "../../src/spectrum/spectrum.js";

/** sup |F̂ − F|: the exact F jumps at each eigenvalue, so both sides of it are looked at. */
export function cumulativeError(s: Spectrum, exact: Float64Array): number {
  const size = exact.length;
  const grid = exact.filter((x, i) => x > (exact[i - 1] ?? -Infinity));
  const { value } = s.cumulative(grid);
  let [worst, below] = [0, 0];
  grid.forEach((x, i) => {
    const before = below;
    while (below < size && exact[below] <= x) below++;
    worst = Math.max(worst, Math.abs(value[i] - below / size), Math.abs(value[i] - before / size));
  });
  return worst;
}

/** Greatest |θᵢ − λᵢ| / |λᵢ| of the so many largest Ritz values of any probe, by rank. */
export function topError(s: Spectrum, exact: Float64Array, count: number): number {
  return Math.max(...s.probes.flatMap((probe) => byRank(probe, exact, count).map((r) => r.error)));
}

/** Whether each of them lies within its residual bound. */
export function topHeld(s: Spectrum, exact: Float64Array, count: number): boolean {
  return s.probes.every((probe) => byRank(probe, exact, count).every(({ held }) => held));
}

function byRank({ nodes, residuals }: Probe, exact: Float64Array, count: number) {
  return Array.from({ length: count }, (_, i) => {
    const [node, eigenvalue] = [nodes[nodes.length - 1 - i], exact[exact.length - 1 - i]];
    const distance = Math.abs(node - eigenvalue);
    return {
      error: distance / Math.abs(eigenvalue),
      held: distance <= residuals[nodes.length - 1 - i],
    };
  });
}

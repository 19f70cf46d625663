/**
 * Spectral density from quadrature nodes, smoothed by a Gaussian of standard deviation σ:
 *
 *   φ(t) = (1/k) Σₗ Σⱼ wⱼ⁽ˡ⁾ N(t; θⱼ⁽ˡ⁾, σ²).
 *
 * A pure function of numbers: it also runs in the browser, where a slider changes σ.
 * Costs grid × nodes, less what lies beyond 8 σ of a node (N < 1e-14 of its peak there).
 * Lin, Saad and Yang (2016), doi:10.1137/130934283; Ghorbani et al. (2019), arXiv:1901.10159.
 */
import type { ProbeQuadrature } from "./quadrature.js";

export interface SmoothedDensity {
  readonly grid: Float64Array;
  /** φ on the grid, per unit of λ; integrates to 1. */
  readonly density: Float64Array;
  /** φ ∓ one standard error over the probes, cut at 0; equal to φ when there is one probe. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * @param width σ > 0 in the unit of the eigenvalues.
 * @param grid Ascending points at which φ is wanted.
 */
export function smooth(
  probes: readonly Pick<ProbeQuadrature, "nodes" | "weights">[],
  { width, grid }: { width: number; grid: Float64Array },
): SmoothedDensity {
  if (probes.length === 0) throw new RangeError("smooth: needs at least one probe, got 0");
  if (!(width > 0)) throw new RangeError(`smooth: width must be > 0, got ${width}`);
  const count = probes.length;
  const mean = new Float64Array(grid.length);
  const square = new Float64Array(grid.length);
  for (const probe of probes) {
    smoothOne(probe, width, grid).forEach((value, i) => {
      mean[i] += value / count;
      square[i] += (value * value) / count;
    });
  }
  const error = mean.map((m, i) =>
    count < 2 ? 0 : Math.sqrt(Math.max(0, square[i] - m * m) / (count - 1)),
  );
  return {
    grid,
    density: mean,
    lower: mean.map((m, i) => Math.max(0, m - error[i])),
    upper: mean.map((m, i) => m + error[i]),
  };
}

function smoothOne(
  { nodes, weights }: Pick<ProbeQuadrature, "nodes" | "weights">,
  width: number,
  grid: Float64Array,
): Float64Array {
  const density = new Float64Array(grid.length);
  const peak = 1 / (width * Math.sqrt(2 * Math.PI));
  nodes.forEach((node, j) => {
    for (let i = firstAtLeast(grid, node - 8 * width); i < grid.length; i++) {
      const z = (grid[i] - node) / width;
      if (z > 8) break;
      density[i] += weights[j] * peak * Math.exp((-z * z) / 2);
    }
  });
  return density;
}

/** Index of the first grid point ≥ value, by bisection. */
function firstAtLeast(grid: Float64Array, value: number): number {
  let [low, high] = [0, grid.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (grid[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

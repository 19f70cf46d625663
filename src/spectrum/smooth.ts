/**
 * Spectral density from quadrature nodes, smoothed by a Gaussian of standard deviation σ:
 *
 *   φ(t) = (1/k) Σₗ Σⱼ wⱼ⁽ˡ⁾ N(t; θⱼ⁽ˡ⁾, σ²).
 *
 * A pure function of numbers: it also runs in the browser, where a slider changes σ.
 * Costs grid × nodes, less what lies beyond 8 σ of a node (N < 1e-14 of its peak there).
 * Lin, Saad and Yang (2016), doi:10.1137/130934283; Ghorbani et al. (2019), arXiv:1901.10159.
 *
 * Its bars (see bars): the Krylov part is what φ changes when every node that has not converged is
 * spread over its gap. It is an estimate and no bound: moments of degree ≤ 2k − 1 alone would allow
 * a spectrum of k eigenvalues. It tends to 0 as the width passes the distances between nodes.
 */
import { bars, mean, type Bars } from "./bars.js";
import { varianceBound, type Source } from "./estimate.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { spread } from "./spread.js";

export interface SmoothedDensity extends Omit<Bars, "value"> {
  readonly grid: Float64Array;
  /** φ on the grid, per unit of λ; integrates to 1. */
  readonly density: Float64Array;
}

export interface Smoothing {
  /** σ > 0 in the unit of the eigenvalues. */
  readonly width: number;
  /** Ascending points at which φ is wanted. */
  readonly grid: Float64Array;
}

type Nodes = Pick<ProbeQuadrature, "nodes" | "weights">;

/** One probe of unknown size has no bar: `lower` and `upper` are then φ itself. */
export function smooth(
  { probes, size, subsets = [] }: Source,
  { width, grid }: Smoothing,
): SmoothedDensity {
  if (probes.length === 0) throw new RangeError("smooth: needs at least one probe, got 0");
  if (!(width > 0)) throw new RangeError(`smooth: width must be > 0, got ${width}`);
  const smoothed = (probe: Nodes) => smoothOne(probe, width, grid);
  const values = probes.map(smoothed);
  const others = probes.map((probe) => smoothed(spread(probe, width)));
  const { value, lower, upper, parts } = bars({
    values,
    low: values.map((row, l) => row.map((v, i) => Math.min(v, others[l][i]))),
    high: values.map((row, l) => row.map((v, i) => Math.max(v, others[l][i]))),
    ...(size && { bound: variances(probes, mean(values), size, { width, grid }) }),
    subsets: subsets.map((part) => mean(part.map(smoothed))),
    kind: "positive",
  });
  if (probes.length > 1 || size) return { grid, density: value, lower, upper, parts };
  return { grid, density: value, lower: value, upper: value, parts };
}

/** Bounds; the square of a Gaussian is one of width σ/√2, times 1/(2σ√π). */
function variances(
  probes: readonly Nodes[],
  value: Float64Array,
  size: number,
  { width, grid }: Smoothing,
): Float64Array {
  const square = mean(probes.map((probe) => smoothOne(probe, width / Math.SQRT2, grid)));
  const factor = 1 / (2 * width * Math.sqrt(Math.PI));
  return value.map((v, i) => varianceBound(factor * square[i] - v * v, size));
}

function smoothOne({ nodes, weights }: Nodes, width: number, grid: Float64Array): Float64Array {
  const density = new Float64Array(grid.length);
  const peak = 1 / (width * Math.sqrt(2 * Math.PI));
  nodes.forEach((node, j) => {
    if (weights[j] === 0) return;
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

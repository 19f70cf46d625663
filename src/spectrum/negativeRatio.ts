/**
 * How much a matrix curves down against how much it curves up, Σ|λ < 0| / Σ λ > 0: in each probe's weights
 *
 *   n = ∫ max(−λ, 0) dμ = ∫ F(t) dt over t < 0,   p = n + ∫ λ dμ,   ratio n/p,
 *
 * with the distribution F and its bounds of cumulative.ts. Eigenvalues near zero, whose signs so few steps cannot tell,
 * hardly count, unlike in their share. Bars are those of the ratio to first order in n and p (the delta method).
 */
import { cumulativeOf } from "./cumulative.js";
import { estimate, type Estimate, type Reading } from "./estimate.js";
import type { ProbeQuadrature } from "./quadrature.js";

export interface RatioInput {
  readonly probes: readonly ProbeQuadrature[];
  /** P, for the bound on the noise of probes. */
  readonly size: number;
  /** Spectra of disjoint parts of the data. */
  readonly subsets?: readonly { readonly probes: readonly ProbeQuadrature[] }[];
}

/** @param spectrum What `spectrum` gives; some eigenvalue must be positive. */
export function negativeRatio({ probes, size, subsets = [] }: RatioInput): Estimate {
  const sides = probes.map(sidesOf);
  const mean = (pick: (s: Sides) => number): number =>
    sides.reduce((sum, s) => sum + pick(s), 0) / sides.length;
  const down = mean((s) => s.down.value);
  const up = down + mean((s) => s.trace);
  if (!(up > 0)) {
    throw new RangeError(`negativeRatio: an eigenvalue must be > 0, got a positive part of ${up}`);
  }
  const ratio = down / up;
  const linear = (probe: ProbeQuadrature): Reading => {
    const { down: own, trace } = sidesOf(probe);
    const at = (n: number): number => ratio + (n - ratio * (trace + n)) / up;
    const f = (x: number): number => (Math.max(-x, 0) - ratio * Math.max(x, 0)) / up;
    const ends = [at(own.low), at(own.high)]; // with ratios above 1 it falls as n grows
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    return { value: at(own.value), low, high, variance: variance(probe, f) };
  };
  const parts = subsets.map((subset) => subset.probes);
  return estimate({ probes, size, subsets: parts }, linear, "positive");
}

interface Sides {
  /** n, and between what it certainly lies. */
  readonly down: { readonly value: number; readonly low: number; readonly high: number };
  /** ∫ λ dμ. */
  readonly trace: number;
}

/** Pieces of each gap: F ascends, so its ends bound it on a piece. */
const pieces = 8;

function sidesOf(probe: ProbeQuadrature): Sides {
  const { nodes } = probe;
  const value = meanOf(probe, (x) => Math.max(-x, 0));
  const range = nodes[nodes.length - 1] - nodes[0];
  // Beyond a twentieth of the range no distribution with these moments has mass to speak of; it counts as if at a whole range.
  const start = Math.min(nodes[0], 0) - range / 20;
  const of = cumulativeOf(probe);
  const grid = gridTo0([start, ...nodes.filter((x) => x < 0), 0]);
  const bounds = grid.map(of);
  let [low, high] = [0, bounds[0].high * range];
  for (let i = 0; i < grid.length - 1; i++) {
    const width = grid[i + 1] - grid[i];
    low += width * bounds[i].low;
    high += width * bounds[i + 1].high;
  }
  const trace = meanOf(probe, (x) => x);
  return { down: { value, low: Math.min(value, low), high: Math.max(value, high) }, trace };
}

function gridTo0(ends: readonly number[]): number[] {
  const inner = ends
    .slice(1)
    .flatMap((end, i) =>
      Array.from({ length: pieces }, (_, j) => ends[i] + ((end - ends[i]) * j) / pieces),
    );
  return [...inner, 0];
}

function meanOf({ nodes, weights }: ProbeQuadrature, f: (x: number) => number): number {
  return nodes.reduce((sum, x, j) => sum + weights[j] * f(x), 0);
}

function variance(probe: ProbeQuadrature, f: (x: number) => number): number {
  const mean = meanOf(probe, f);
  return meanOf(probe, (x) => (f(x) - mean) ** 2);
}

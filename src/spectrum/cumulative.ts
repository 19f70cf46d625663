/**
 * The cumulative distribution F(t) = share of the eigenvalues ≤ t, and what the quadrature of a
 * probe proves about it. Let C(t) = Σ wⱼ over θⱼ ≤ t, and F the distribution in the probe's own
 * weights, Σ (qᵀuᵢ)² over λᵢ ≤ t. By the inequalities of Chebyshev, Markov and Stieltjes,
 *
 *   C(θⱼ₋₁) ≤ F(θⱼ) ≤ C(θⱼ)      and between nodes      |F(t) − C(t)| ≤ λ(t)
 *
 * with the Christoffel number λ: both C(t) and F(t) lie between the partial sums of the quadrature
 * that has t as a node, and λ(t) is the weight there. In gaps of the spectrum and beside eigenvalues
 * that were found it is tiny; in a bulk that has not been resolved it is a whole step. The value is
 * C with each step made a ramp over the node's residual or half its gap, within those bounds.
 * Golub and Meurant (2010), doi:10.1515/9781400833887, §2; Szegő (1939), §3.41.
 */
import { bars, mean, type Bars } from "./bars.js";
import { varianceBound, type Functional, type Reading, type Source } from "./estimate.js";
import { checkGrid } from "./grid.js";
import { nodePolynomial } from "./nodePolynomial.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { ramps, type Ramp } from "./spread.js";
import { roundingOf } from "./zero.js";

/** Sums of weights are known to this. */
const rounding = 1e-12;

export interface Cumulative extends Bars {
  readonly grid: Float64Array;
}

/** @param grid Points t, ascending. */
export function cumulative({ probes, size, subsets = [] }: Source, grid: Float64Array): Cumulative {
  checkGrid("cumulative", grid);
  const readings = probes.map((probe) => ascending(probe, grid));
  const rows = (pick: (r: Reading) => number) =>
    readings.map((row) => Float64Array.from(row, pick));
  const values = (probe: ProbeQuadrature) =>
    Float64Array.from(ascending(probe, grid), (r) => r.value);
  return {
    grid,
    ...bars({
      values: rows((r) => r.value),
      low: rows((r) => r.low),
      high: rows((r) => r.high),
      ...(size && { bound: mean(rows((r) => varianceBound(r.variance, size))) }),
      subsets: subsets.map((part) => mean(part.map(values))),
      kind: "share",
    }),
  };
}

/** Readings at ascending points, in which F cannot descend. */
function ascending(probe: ProbeQuadrature, grid: Float64Array): Reading[] {
  const readings = Array.from(grid, cumulativeOf(probe));
  const low = runningMaximum(readings.map((r) => r.low));
  const high = runningMaximum(readings.map((r) => -r.high).toReversed()).toReversed();
  return readings.map(({ value }, i) => within(value, low[i], -high[i]));
}

/** Readings of F(t) by one probe. Rounding of products moves eigenvalues, so the bounds look that far. */
export function cumulativeOf(probe: ProbeQuadrature): (t: number) => Reading {
  const bounds = stepBounds(probe);
  const all = ramps(probe);
  const moved = roundingOf(probe);
  return (t) => {
    if (t === Infinity) return within(1, 1, 1);
    if (t === -Infinity) return within(0, 0, 0);
    return within(climbed(all, t), bounds(t - moved)[0], bounds(t + moved)[1]);
  };
}

function stepBounds({
  nodes,
  weights,
  residuals,
}: ProbeQuadrature): (t: number) => [number, number] {
  const sums = [0, ...weights.map(runningSum())]; // sums[j] = Σ of the first j weights
  const polynomial = nodePolynomial({ nodes, weights, residuals });
  return (t) => {
    const count = nodes.reduce((n, node) => n + (node <= t ? 1 : 0), 0);
    const step = sums[count];
    const before = sums[Math.max(0, count - 1)];
    const after = sums[Math.min(nodes.length, count + 1)];
    const reach = polynomial.christoffel(t);
    const low = Math.max(before, step - reach) - rounding;
    const high = Math.min(after, step + reach) + rounding;
    return [Math.max(0, low), Math.min(1, high)];
  };
}

/** The share of the eigenvalues in (from, to], which may be infinite. */
export function massBetween(from: number, to: number): Functional {
  if (!(from < to)) throw new RangeError(`mass: low must be < high, got ${from} and ${to}`);
  return (probe) => {
    const of = cumulativeOf(probe);
    const [a, b] = [of(from), of(to)];
    const value = b.value - a.value;
    return {
      value,
      low: Math.max(0, b.low - a.high),
      high: Math.min(1, b.high - a.low),
      variance: value * (1 - value),
    };
  };
}

/** How much of the ramps lies at or below t. */
function climbed(all: readonly Ramp[], t: number): number {
  return all.reduce((sum, { from, to, weight }) => {
    if (t >= to) return sum + weight;
    return t <= from ? sum : sum + (weight * (t - from)) / (to - from);
  }, 0);
}

function within(x: number, low: number, high: number): Reading {
  const value = Math.min(high, Math.max(low, x));
  return { value, low, high, variance: value * (1 - value) };
}

const runningSum = () => {
  let sum = 0;
  return (w: number): number => (sum += w);
};

function runningMaximum(values: readonly number[]): number[] {
  let greatest = -Infinity;
  return values.map((value) => (greatest = Math.max(greatest, value)));
}

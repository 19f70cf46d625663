/**
 * Where two estimates of one density contradict each other: stochastic Lanczos quadrature and the
 * kernel polynomial method, both seen through the same kernel. What is left between them is the noise
 * of their probes, which is known, Krylov truncation, which is estimated, and mistakes.
 */
import { bars, mean } from "./bars.js";
import type { Interval } from "./chebyshev.js";
import { varianceBound } from "./estimate.js";
import {
  chebyshevGrid,
  kernelDensities,
  kernelVariances,
  quadratureMoments,
} from "./kernelDensity.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { spread } from "./spread.js";

export interface KernelDensity {
  readonly size: number;
  readonly range: Interval;
  /** Chebyshev moments of each probe. */
  readonly moments: readonly Float64Array[];
}

export interface Quadratures {
  readonly size: number;
  readonly probes: readonly ProbeQuadrature[];
}

/**
 * A difference of so many standard errors at one of some hundred points is no chance: 1e-6 for a
 * normal distribution, and still 1e-3 for the χ² of a lone eigenvalue.
 */
const deviations = 5;

/** @returns One sentence per interval of λ in which the two differ by more than their bars. */
export function disagreement(s: Quadratures, k: KernelDensity): string[] {
  if (s.size !== k.size) {
    throw new RangeError(`disagreement: sizes must be equal, got ${s.size} and ${k.size}`);
  }
  const outside = beyond(s, k.range);
  if (outside.length > 0) return outside;
  const count = k.moments[0].length;
  const grid = chebyshevGrid(count, k.range); // one point per width of the kernel
  const [slq, kernel] = both(s, k, grid);
  const excess = grid.map((_, i) => {
    const errors = Math.hypot(slq.parts.probes[i], kernel.parts.probes[i]);
    const gap = Math.abs(slq.value[i] - kernel.value[i]);
    // Rounding of the sums is not a disagreement.
    return gap > deviations * errors + slq.parts.krylov[i] + 1e-9 * kernel.value[i] ? gap : 0;
  });
  return runs(excess).map(([from, to]) => {
    const at = excess.subarray(from, to + 1).indexOf(Math.max(...excess.subarray(from, to + 1)));
    const [a, b] = [slq.value[from + at], kernel.value[from + at]];
    return (
      `Lanczos quadrature and KPM disagree for λ in [${short(grid[from])}, ${short(grid[to])}]: ` +
      `density ${short(a)} and ${short(b)}. Take more steps or moments; if it stays, one is wrong.`
    );
  });
}

function both(s: Quadratures, { size, range, moments }: KernelDensity, grid: Float64Array) {
  const count = moments[0].length;
  const seen = (probes: readonly Pick<ProbeQuadrature, "nodes" | "weights">[]) =>
    kernelDensities(
      probes.map((probe) => quadratureMoments(probe, range, count)),
      grid,
      range,
    );
  const values = seen(s.probes);
  const others = seen(s.probes.map((probe) => spread(probe, (range.high - range.low) / count)));
  const variance = mean(s.probes.map((probe) => kernelVariances(probe, grid, range, count)));
  const bound = variance.map((v) => varianceBound(v, size));
  const extreme = (pick: (...x: number[]) => number) =>
    values.map((row, l) => row.map((v, i) => pick(v, others[l][i])));
  return [
    bars({ values, low: extreme(Math.min), high: extreme(Math.max), bound }),
    bars({ values: kernelDensities(moments, grid, range), bound }),
  ] as const;
}

function beyond({ probes }: Quadratures, { low, high }: Interval): string[] {
  const least = Math.min(...probes.map(({ nodes }) => nodes[0]));
  const greatest = Math.max(...probes.map(({ nodes }) => nodes[nodes.length - 1]));
  if (least >= low && greatest <= high) return [];
  return [
    `Lanczos quadrature has nodes from ${short(least)} to ${short(greatest)}, outside of the range ` +
      `[${short(low)}, ${short(high)}] of KPM: one of them belongs to another matrix.`,
  ];
}

/** First and last index of each run of positive numbers. */
function runs(values: Float64Array): [number, number][] {
  const found: [number, number][] = [];
  values.forEach((value, i) => {
    if (!(value > 0)) return;
    const last = found.at(-1);
    if (last?.[1] === i - 1) last[1] = i;
    else found.push([i, i]);
  });
  return found;
}

const short = (x: number): string => String(Number(x.toPrecision(4)));

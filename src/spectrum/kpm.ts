/**
 * The kernel polynomial method: the density from Chebyshev moments with Jackson's kernel. Its probes,
 * products and arithmetic are its own, so that it can contradict stochastic Lanczos quadrature: no
 * orthogonalization, no eigenvalues of T, no Gauss weights.
 *
 * Costs probes × moments/2 products, and 30 for the range where it is not given. The expected value
 * of `density` is the exact density smoothed by the kernel, so its bars are those of the probes.
 * Weiße et al. (2006), doi:10.1103/RevModPhys.78.275; Lin, Saad and Yang (2016), doi:10.1137/130934283.
 */
import { checkFinite, checkInteger } from "../core/check.js";
import { tick, type Watch } from "../core/progress.js";
import { random } from "../core/random.js";
import { norm } from "../core/vector.js";
import { ritz } from "../lanczos/ritz.js";
import { tridiagonalize } from "../lanczos/tridiagonalize.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { bars, type Bars } from "./bars.js";
import { chebyshevMoments, type Interval } from "./chebyshev.js";
import { disagreement, type KernelDensity, type Quadratures } from "./disagreement.js";
import { chebyshevGrid, kernelDensities } from "./kernelDensity.js";

export interface KpmOptions extends Watch {
  /** Chebyshev moments per probe, two from each product. Default 100. */
  readonly moments?: number;
  /** Random vectors with entries ±1, from the stream "kpm". Default 10. */
  readonly probes?: number;
  readonly seed?: number;
  /** Must contain all eigenvalues. Default: from 30 Lanczos steps, with a margin. */
  readonly range?: readonly [number, number];
  /** Points inside of the range. Default: as many as 4 × moments, dense at its ends. */
  readonly grid?: Float64Array;
  /** A spectrum of the same matrix: `warnings` tell where the two disagree. */
  readonly compare?: Quadratures;
}

export interface Kpm extends KernelDensity, Omit<Bars, "value"> {
  readonly kind: "kpm";
  readonly grid: Float64Array;
  /** Per unit of λ, the mean over probes. */
  readonly density: Float64Array;
  readonly warnings: readonly string[];
}

export async function kpm(
  operator: SymmetricOperator,
  { moments: count = 100, probes = 10, seed = 0, compare, ...options }: KpmOptions = {},
): Promise<Kpm> {
  checkInteger("kpm", "moments", count, 2);
  checkInteger("kpm", "probes", probes, 1);
  checkInteger("kpm", "seed", seed, 0);
  const { onProgress, signal } = options;
  const range = options.range ? given(options.range) : await findRange(operator, seed, { signal });
  const grid = options.grid ?? chebyshevGrid(4 * count, range);
  checkGrid(grid, range);
  const moments: Float64Array[] = [];
  for (let l = 0; l < probes; l++) {
    const start = signs(operator.size, seed, `kpm ${l}`);
    moments.push(await chebyshevMoments(operator, start, { count, range, signal }));
    await tick({ onProgress, signal }, l + 1, probes, "probes");
  }
  const result = { size: operator.size, range, moments };
  const values = kernelDensities(moments, grid, range);
  const { value: density, ...rest } = bars({ values, kind: "positive" });
  const warnings = compare ? disagreement(compare, result) : [];
  return { kind: "kpm", ...result, grid, density, ...rest, warnings };
}

function signs(size: number, seed: number, stream: string): Float64Array {
  const numbers = random(seed, stream);
  return Float64Array.from({ length: size }, () => numbers.sign());
}

/** The extreme Ritz values ± ‖r‖, which Zhou and Li (2011), doi:10.1016/j.laa.2010.06.034, find safe. */
async function findRange(
  operator: SymmetricOperator,
  seed: number,
  watch: Watch,
): Promise<Interval> {
  const steps = Math.min(30, operator.size);
  const start = signs(operator.size, seed, "kpm range");
  const t = await tridiagonalize(operator, start, { steps, ...watch });
  const { values } = ritz(t, 0);
  const [low, high] = [values[0], values[values.length - 1]];
  const greatest = Math.max(-low, high);
  // A hundredth more, because the kernel is narrow and noisy at the very ends; 1 where all is zero.
  const margin = norm(t.residual) + (0.01 * (high - low) || 0.01 * greatest || 1);
  return { low: low - margin, high: high + margin };
}

function given([low, high]: readonly [number, number]): Interval {
  checkFinite("kpm", "range", [low, high]);
  if (low < high) return { low, high };
  throw new RangeError(`kpm: range must ascend, got [${low}, ${high}]`);
}

function checkGrid(grid: Float64Array, { low, high }: Interval): void {
  const outside = grid.find((t) => !(t > low && t < high));
  if (outside === undefined) return;
  throw new RangeError(`kpm: grid must lie inside of (${low}, ${high}), got ${outside}`);
}

/**
 * The density that Chebyshev moments give with Jackson's kernel (Weiße et al. 2006, eq. 77):
 *
 *   ρ(λ) = (g₀μ₀ + 2 Σ gₙ μₙ Tₙ(x)) / (π √(1 − x²) r),    x = (λ − c)/r,
 *
 * which is the exact density smoothed by a positive kernel of width about π r √(1 − x²) / count. A
 * quadrature has moments too, μₙ = Σ wⱼ Tₙ(θⱼ), so its density can be seen through the same kernel.
 */
import { chebyshevValues, jackson, type Interval } from "./chebyshev.js";
import type { ProbeQuadrature } from "./quadrature.js";

/** Densities on the grid, strictly inside the range, one row per row of moments. */
export function kernelDensities(
  moments: readonly Float64Array[],
  grid: Float64Array,
  range: Interval,
): Float64Array[] {
  const rows = kernelRows(grid, range, moments[0].length);
  return moments.map((mu) =>
    Float64Array.from(rows, (row) => row.reduce((sum, c, n) => sum + c * mu[n], 0)),
  );
}

/** ρ at each point as a linear form in the moments. */
function kernelRows(grid: Float64Array, range: Interval, count: number): Float64Array[] {
  const g = jackson(count);
  const radius = (range.high - range.low) / 2;
  return Array.from(grid, (t) => {
    const x = inside(t, range);
    const scale = 1 / (Math.PI * Math.sqrt((1 - x) * (1 + x)) * radius);
    return chebyshevValues(x, count).map((c, n) => (n === 0 ? 1 : 2) * g[n] * c * scale);
  });
}

export function quadratureMoments(
  { nodes, weights }: Pick<ProbeQuadrature, "nodes" | "weights">,
  range: Interval,
  count: number,
): Float64Array {
  const moments = new Float64Array(count);
  nodes.forEach((node, j) => {
    chebyshevValues(inside(node, range), count).forEach((c, n) => (moments[n] += weights[j] * c));
  });
  return moments;
}

/** Mean of ρ's kernel squared over the nodes less the square of its mean: the variance over λ. */
export function kernelVariances(
  { nodes, weights }: Pick<ProbeQuadrature, "nodes" | "weights">,
  grid: Float64Array,
  range: Interval,
  count: number,
): Float64Array {
  const each = kernelDensities(
    Array.from(nodes, (node) => chebyshevValues(inside(node, range), count)),
    grid,
    range,
  );
  return grid.map((_, i) => {
    const mean = each.reduce((sum, kernel, j) => sum + weights[j] * kernel[i], 0);
    return each.reduce((sum, kernel, j) => sum + weights[j] * (kernel[i] - mean) ** 2, 0);
  });
}

/** Of the n points cos(π (i + ½)/n), ascending: there Chebyshev sums are exact integrals. */
export function chebyshevGrid(count: number, { low, high }: Interval): Float64Array {
  const [center, radius] = [(low + high) / 2, (high - low) / 2];
  return Float64Array.from(
    { length: count },
    (_, i) => center - radius * Math.cos((Math.PI * (i + 0.5)) / count),
  );
}

const inside = (t: number, { low, high }: Interval): number => (2 * t - low - high) / (high - low);

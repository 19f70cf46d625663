/**
 * Chebyshev moments μₙ = qᵀ Tₙ(B) q, n < count, of B = (A − c)/r, whose eigenvalues must lie in
 * [−1, 1]. Two from each product, by 2 Tₘ Tₙ = Tₘ₊ₙ + Tₘ₋ₙ; costs ⌈(count − 1)/2⌉ products and three vectors.
 * Weiße, Wellein, Alvermann and Fehske (2006), doi:10.1103/RevModPhys.78.275, §II.B.
 */
import { tick, type Watch } from "../core/progress.js";
import { axpy, dot, norm, scale } from "../core/vector.js";
import type { SymmetricOperator } from "../operators/operator.js";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Moments of a distribution in [−1, 1] are ≤ 1; rounding of float32 products stays below this. */
const excess = 1e-3;

/** @param start Any nonzero vector; the moments are those of its direction. */
export async function chebyshevMoments(
  operator: SymmetricOperator,
  start: Float64Array,
  { count, range, ...watch }: Watch & { count: number; range: Interval },
): Promise<Float64Array> {
  const [center, radius] = [(range.low + range.high) / 2, (range.high - range.low) / 2];
  const moments = new Float64Array(count);
  let before = scale(1 / norm(start), start); // T₀ q
  let current = before;
  moments[0] = 1;
  for (let n = 1; 2 * n - 1 < count; n++) {
    const next = scale((n === 1 ? 1 : 2) / radius, await operator.apply(current));
    axpy(-((n === 1 ? 1 : 2) * center) / radius, current, next);
    if (n > 1) axpy(-1, before, next);
    [before, current] = [current, next]; // Tₙ₋₁ q, Tₙ q
    moments[2 * n - 1] = n === 1 ? dot(before, current) : 2 * dot(before, current) - moments[1];
    if (2 * n < count) moments[2 * n] = 2 * dot(current, current) - 1;
    checkInside(moments.subarray(0, 2 * n + 1), range);
    await tick(watch, n, Math.floor(count / 2), "products");
  }
  return moments;
}

function checkInside(moments: Float64Array, { low, high }: Interval): void {
  const last = moments[moments.length - 1];
  if (Math.abs(last) <= 1 + excess) return;
  throw new RangeError(
    `kpm: range must contain all eigenvalues, got [${low}, ${high}] and moment ${last} of degree ${moments.length - 1}`,
  );
}

/** Tₙ(x) for n < count. */
export function chebyshevValues(x: number, count: number): Float64Array {
  const angle = Math.acos(Math.max(-1, Math.min(1, x)));
  return Float64Array.from({ length: count }, (_, n) => Math.cos(n * angle));
}

/** The factors of Jackson's kernel: positive, and as narrow as a positive kernel can be (§II.C.3). */
export function jackson(count: number): Float64Array {
  const a = Math.PI / (count + 1);
  return Float64Array.from(
    { length: count },
    (_, n) => ((count - n + 1) * Math.cos(n * a) + Math.sin(n * a) / Math.tan(a)) / (count + 1),
  );
}

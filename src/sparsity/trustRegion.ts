/**
 * Minimises a quadratic in a ball, over the entries that are free:
 *
 *   ⟨slope, d⟩ + ½ dᵀA d,   ‖d‖ ≤ radius,
 *
 * by conjugate gradients from 0, ended at the ball's boundary; where A curves down along a direction, that leads to
 * the boundary too. Cost: a product with A per step.
 *
 * Steihaug (1983), doi:10.1137/0720042.
 */
import { axpy, dot, scale } from "../core/vector.js";

export interface TrustRegionOptions {
  /** A·v. */
  readonly product: (v: Float64Array) => Promise<Float64Array>;
  readonly radius: number;
  /** Most products. */
  readonly products: number;
  /** ‖A d + slope‖ / ‖slope‖ at which it is solved. */
  readonly accuracy: number;
}

export interface TrustRegionStep {
  /** 0 where it is not free. */
  readonly direction: Float64Array;
  /** By how much the quadratic falls, ≥ 0. */
  readonly fall: number;
  /** Whether the boundary of the ball was met. */
  readonly boundary: boolean;
}

export async function trustRegion(
  slope: Float64Array,
  free: Uint8Array,
  { product, radius, products, accuracy }: TrustRegionOptions,
): Promise<TrustRegionStep> {
  const onFree = (v: Float64Array): Float64Array => v.map((vi, i) => (free[i] ? vi : 0));
  const direction = new Float64Array(slope.length);
  const r = scale(-1, onFree(slope));
  let p = r.slice();
  let square = dot(r, r);
  let fall = 0;
  const enough = accuracy ** 2 * square;
  for (let k = 0; k < products && square > enough; k++) {
    const Ap = await product(p);
    const curvature = dot(p, Ap);
    const wanted = curvature > 0 ? square / curvature : Infinity;
    const most = untilBoundary(direction, p, radius);
    const alpha = Math.min(wanted, most);
    axpy(alpha, p, direction);
    fall += alpha * square - 0.5 * alpha ** 2 * curvature;
    if (wanted >= most) return { direction, fall, boundary: true };
    axpy(-alpha, onFree(Ap), r);
    const next = dot(r, r);
    p = p.map((pi, i) => r[i] + (next / square) * pi);
    square = next;
  }
  return { direction, fall, boundary: false };
}

/** t ≥ 0 with ‖d + t p‖ = radius. */
function untilBoundary(d: Float64Array, p: Float64Array, radius: number): number {
  const [pp, dp, dd] = [dot(p, p), dot(d, p), dot(d, d)];
  return (Math.sqrt(Math.max(0, dp ** 2 + pp * (radius ** 2 - dd))) - dp) / pp;
}

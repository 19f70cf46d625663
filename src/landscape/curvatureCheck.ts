/**
 * Whether a surface and the Hessian agree: the second difference of the very losses that are drawn, along an axis v,
 *
 *   (L(c + hv) − 2 L(c) + L(c − hv)) / h²   against   vᵀ H(c) v,
 *
 * at the origin of the axes c (at the middle of a grid that does not reach the origin). A wrong batch weight, a direction that
 * was rescaled after its eigenvalue was computed, or a kink shows here.
 *
 * The step makes rounding a share ∛ε of what is measured, ε the relative error of a loss: h² = 4 ε^⅔ |L| / |vᵀHv|. The error
 * is at most 4 ε max|L| / h² by rounding, plus what twice the step tells of the fourth derivative: (D(2h) − D(h)) / 3 ≈ h² L⁗/12.
 */
import type { Objective } from "../objective/objective.js";
import { dot } from "../core/vector.js";
import { surfacePoint, type Axes } from "./surfacePoint.js";

export interface CurvatureCheck {
  /** Of the direction. */
  readonly label: string;
  /** Coordinates of c. */
  readonly at: readonly number[];
  /** vᵀHv, for v as it is (not of unit length). */
  readonly curvature: number;
  readonly secondDifference: number;
  /** h, in units of the axis. */
  readonly step: number;
  /** Bounds of the two errors of the second difference, and of the product's. */
  readonly rounding: number;
  readonly truncation: number;
  readonly productError: number;
  /** |difference| ≤ rounding + truncation + productError. */
  readonly agrees: boolean;
}

/** vᵀ H v at the point: one product. @returns It, and how far rounding of the product can have moved it. */
export async function curvatureAlong(
  f: Objective,
  theta: Float64Array,
  v: Float64Array,
): Promise<{ readonly curvature: number; readonly productError: number }> {
  const product = await f.product(theta, v);
  // Of ‖Hv‖, not of vᵀHv: the two may be far apart.
  const productError = f.relativeError * Math.sqrt(dot(product, product) * dot(v, v));
  return { curvature: dot(v, product), productError };
}

/**
 * @param axis Which direction.
 * @param reach How far the grid goes from c along it, on its shorter side: steps are at most half of that.
 */
export async function curvatureCheck(
  f: Objective,
  axes: Axes,
  axis: number,
  at: readonly number[],
  reach: number,
): Promise<CurvatureCheck> {
  const { vector, label } = axes.directions[axis];
  const known = await curvatureAlong(f, surfacePoint(axes, at), vector);
  const loss = (offset: number): Promise<number> =>
    f.value(surfacePoint(axes, at.map((c, i) => (i === axis ? c + offset : c)))); // prettier-ignore
  const middle = await loss(0);
  const wanted = Math.sqrt((4 * f.relativeError ** (2 / 3) * Math.abs(middle)) / Math.abs(known.curvature)); // prettier-ignore
  // A vanishing loss or curvature tells no step: then the grid does.
  const step = Math.min(
    reach / 2,
    Math.max(Number.isFinite(wanted) ? wanted : reach / 2, reach / 1e4),
  );
  const sides: number[] = [];
  for (const offset of [-2 * step, -step, step, 2 * step]) sides.push(await loss(offset));
  const near = (sides[1] - 2 * middle + sides[2]) / step ** 2;
  const far = (sides[0] - 2 * middle + sides[3]) / (4 * step ** 2);
  const largest = Math.max(Math.abs(middle), ...sides.map(Math.abs));
  const rounding = (4 * f.relativeError * largest) / step ** 2;
  const truncation = Math.abs(far - near) / 3;
  return {
    label,
    at,
    ...known,
    secondDifference: near,
    step,
    rounding,
    truncation,
    agrees: Math.abs(near - known.curvature) <= rounding + truncation + known.productError,
  };
}

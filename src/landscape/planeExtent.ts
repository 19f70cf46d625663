/**
 * Axes that fit what they show: a trajectory, each axis with a scale of its own, since along a sharp eigenvector an optimizer
 * moves by far less than along a flat one; or, without one, as far as the loss rises by as much along either axis,
 * ½ λ a² = rise.
 */
import { checkInteger, checkPositive } from "../core/check.js";
import { defaultPoints } from "./axis.js";

export interface PlaneExtentOptions {
  /** Coordinates along the axis, such as `alpha` of a projected trajectory. */
  readonly coordinates?: ArrayLike<number> | undefined;
  /** vᵀHv along the axis: of a unit eigenvector its eigenvalue. */
  readonly curvature?: number | undefined;
  /** How much a loss of that curvature rises up to the ends, > 0. */
  readonly rise?: number | undefined;
  /** Beyond the coordinates on either side, in shares of their range. Default 0.4, that of GradVis' examples. */
  readonly margin?: number | undefined;
  /** Default 41. */
  readonly points?: number | undefined;
}

/** @returns An axis that has the origin on it. */
export function planeExtent({
  coordinates = [],
  curvature,
  rise,
  margin = 0.4,
  points = defaultPoints,
}: PlaneExtentOptions): { readonly from: number; readonly to: number; readonly points: number } {
  const caller = "planeExtent";
  checkInteger(caller, "points", points, 2);
  if (!(margin >= 0 && Number.isFinite(margin)))
    throw new RangeError(`${caller}: margin must be a finite number ≥ 0, got ${margin}`);
  const all = [0, ...Array.from(coordinates)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  if (high > low) {
    const room = margin * (high - low);
    return { from: low - room, to: high + room, points };
  }
  if (curvature === undefined || rise === undefined)
    throw new RangeError(
      `${caller}: a plane without a trajectory that moves on it must have curvature and rise, got none`,
    );
  checkPositive(caller, "rise", rise);
  checkPositive(caller, "|curvature|", Math.abs(curvature));
  const reach = Math.sqrt((2 * rise) / Math.abs(curvature));
  return { from: -reach, to: reach, points };
}

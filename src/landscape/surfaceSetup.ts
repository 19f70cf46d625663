/**
 * Axes, grid and curvature checks of a plane or a line, before any point of it is computed.
 */
import { checkFinite, checkFloat64, checkLength } from "../core/check.js";
import type { Objective } from "../objective/objective.js";
import { axisOf, type AxisInput } from "./axis.js";
import { curvatureAlong, curvatureCheck, type CurvatureCheck } from "./curvatureCheck.js";
import { checkDirection, type Direction } from "./direction.js";
import type { Surface } from "./evaluateSurface.js";
import { Frame } from "./frame.js";
import { planeExtent } from "./planeExtent.js";
import { feetOf } from "./projectTrajectory.js";
import type { Axes } from "./surfacePoint.js";
import type { Trajectory } from "./trajectory.js";

export interface SetupOptions {
  readonly origin: Float64Array;
  readonly directions: readonly Direction[];
  /** Per direction; undefined scales it by itself. */
  readonly grid: readonly (AxisInput | undefined)[];
  readonly trajectory?: Pick<Trajectory, "points"> | undefined;
  readonly checkCurvature?: boolean | undefined;
}

export async function surfaceSetup(
  f: Objective,
  caller: string,
  { origin, directions, grid: inputs, trajectory, checkCurvature = true }: SetupOptions,
): Promise<{ readonly surface: Surface; readonly checks: readonly CurvatureCheck[] }> {
  checkFloat64(caller, "origin", origin);
  checkLength(caller, "origin", origin, f.size);
  checkFinite(caller, "origin", origin);
  directions.forEach((d, i) => checkDirection(caller, `direction ${i + 1}`, d, f.size));
  new Frame(caller, directions); // says so if they are in line
  const axes: Axes = { origin: origin.slice(), directions };
  const feet = trajectory && feetOf(f, trajectory, axes);
  const grid: Float64Array[] = [];
  for (const [i, input] of inputs.entries()) {
    const coordinates = feet?.map(({ at }) => at[i]);
    const name = i === 0 ? "alpha" : "beta";
    grid.push(axisOf(caller, name, input ?? (await ownExtent(f, axes, i, coordinates))));
  }
  const surface: Surface = { ...axes, caller, grid };
  const checks: CurvatureCheck[] = [];
  if (checkCurvature) {
    const at = grid.map(centreOf);
    for (const [i, numbers] of grid.entries()) {
      const reach = Math.min(at[i] - numbers[0], numbers[numbers.length - 1] - at[i]);
      checks.push(await curvatureCheck(f, axes, i, at, reach));
    }
  }
  return { surface, checks };
}

/** Around the trajectory; where there is none, or it does not move along the axis, by the curvature at the origin. */
async function ownExtent(
  f: Objective,
  { origin, directions }: Axes,
  i: number,
  coordinates: readonly number[] = [],
): Promise<AxisInput> {
  if (coordinates.some((c) => c !== 0)) return planeExtent({ coordinates });
  const { curvature } = await curvatureAlong(f, origin, directions[i].vector);
  return planeExtent({ curvature, rise: Math.abs(await f.value(origin)) });
}

/** 0, the origin, unless it lies at an end of the axis or beyond: then the middle. */
function centreOf(numbers: Float64Array): number {
  const [low, high] = [numbers[0], numbers[numbers.length - 1]];
  return low < 0 && high > 0 ? 0 : (low + high) / 2;
}

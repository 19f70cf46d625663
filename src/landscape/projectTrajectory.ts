/**
 * A trajectory as seen on a plane (or a line): coordinates of the foot of each point by least squares, and what the foot does
 * not tell: the loss where the optimizer was, the loss at the foot, and the distance between the two. Heights of a
 * landscape are those of the plane; a marker on it says nothing of the loss at the point itself.
 */
import { checkLength } from "../core/check.js";
import { base64Of, fromBase64 } from "../core/littleEndian.js";
import type { Watch } from "../core/progress.js";
import { sealed, unsealed } from "../core/sealed.js";
import { axpy, dot } from "../core/vector.js";
import type { Objective } from "../objective/objective.js";
import { checkDirection } from "./direction.js";
import { Frame } from "./frame.js";
import { MeasuredLanes } from "./measuredLanes.js";
import { surfacePoint, type Axes } from "./surfacePoint.js";
import type { Trajectory } from "./trajectory.js";

const seal = { format: "eigenscape projected trajectory", version: 1, key: "projection" } as const;

/** Names of the arrays, one entry per point each. */
const names = [
  "step",
  "alpha",
  "beta",
  "loss",
  "projectedLoss",
  "distance",
  "displacement",
] as const;

export type ProjectionArrays = Readonly<Record<(typeof names)[number], Float64Array>>;

export class ProjectedTrajectory implements ProjectionArrays {
  readonly step!: Float64Array;
  /** Coordinates of the foot of the perpendicular; β is 0 on a line. */
  readonly alpha!: Float64Array;
  readonly beta!: Float64Array;
  /** Where the optimizer was. */
  readonly loss!: Float64Array;
  /** At the foot. */
  readonly projectedLoss!: Float64Array;
  /** From the foot, in the norm of the parameters. */
  readonly distance!: Float64Array;
  /** From the origin of the plane. */
  readonly displacement!: Float64Array;

  constructor(arrays: ProjectionArrays) {
    for (const name of names) {
      checkLength("ProjectedTrajectory", name, arrays[name], arrays.step.length);
      this[name] = arrays[name];
    }
  }

  /** Share of the squared displacement that lies in the plane: 1 − Σ distance² / Σ displacement²; 1 for a point at rest. */
  get explained(): number {
    const all = dot(this.displacement, this.displacement);
    return all > 0 ? 1 - dot(this.distance, this.distance) / all : 1;
  }

  toString(): string {
    const { length } = this.step;
    const [share, furthest] = [100 * this.explained, Math.max(...this.distance)];
    return (
      `Projected trajectory of ${length} points: ${share.toPrecision(3)} % of the squared displacement on the plane, ` +
      `at most ${furthest.toPrecision(3)} off it`
    );
  }

  toJSON(): unknown {
    const body = names.map((name) => [name, base64Of(this[name])] as const);
    return sealed(seal, Object.fromEntries(body));
  }

  /** @param json The text, or what JSON.parse made of it. The same bits come back. */
  static fromJSON(json: unknown): ProjectedTrajectory {
    type Body = Readonly<Record<keyof ProjectionArrays, string>>;
    const body = unsealed<"projection", Body>("ProjectedTrajectory.fromJSON", seal, json);
    return new ProjectedTrajectory(arraysOf((name) => fromBase64(body[name])));
  }
}

export interface ProjectOptions extends Watch {
  /** Threads that share the points, two at the same time on each. Default 1, the calling thread. The bytes are the same. */
  readonly workers?: number | undefined;
}

/** Costs 2 T values of the objective and O(T P). The axes need not be orthogonal, and may be nearly parallel. */
export async function projectTrajectory(
  f: Objective,
  trajectory: Pick<Trajectory, "steps" | "points">,
  axes: Axes,
  { workers = 1, ...watch }: ProjectOptions = {},
): Promise<ProjectedTrajectory> {
  const lanes = new MeasuredLanes("projectTrajectory", f, {}, workers);
  try {
    return await projectOn(lanes, f, trajectory, axes, watch);
  } finally {
    await lanes.close();
  }
}

/** @param lanes The objective is the first of their functions. */
export async function projectOn(
  lanes: MeasuredLanes,
  f: Pick<Objective, "size">,
  trajectory: Pick<Trajectory, "steps" | "points">,
  axes: Axes,
  watch: Watch,
): Promise<ProjectedTrajectory> {
  const feet = feetOf(f, trajectory, axes);
  const losses = await lanes.run(
    [...feet.keys()],
    async ([g], t, stop) => {
      stop.throwIfAborted();
      const loss = await g.value(trajectory.points[t]);
      return { loss, projectedLoss: await g.value(surfacePoint(axes, feet[t].at)) };
    },
    { ...watch, unit: "points of the trajectory" },
  );
  const rows = feet.map((foot, t) => ({ ...foot, ...losses[t], step: trajectory.steps[t] }));
  return new ProjectedTrajectory(arraysOf((name) => Float64Array.from(rows, (row) => row[name])));
}

/** Where a trajectory lies on the axes; no loss is computed. */
export function feetOf(
  { size }: Pick<Objective, "size">,
  { points }: Pick<Trajectory, "points">,
  { origin, directions }: Axes,
) {
  const caller = "projectTrajectory";
  checkLength(caller, "origin", origin, size);
  for (const [i, direction] of directions.entries())
    checkDirection(caller, `direction ${i + 1}`, direction, size);
  const frame = new Frame(caller, directions);
  return points.map((point, t) => {
    checkLength(caller, `point ${t}`, point, size);
    const displaced = point.slice();
    axpy(-1, origin, displaced);
    const displacement = Math.sqrt(dot(displaced, displaced));
    const { at, distance } = frame.coordinates(displaced);
    return { at, alpha: at[0], beta: at[1] ?? 0, distance, displacement };
  });
}

function arraysOf(entry: (name: (typeof names)[number]) => Float64Array): ProjectionArrays {
  return {
    step: entry("step"),
    alpha: entry("alpha"),
    beta: entry("beta"),
    loss: entry("loss"),
    projectedLoss: entry("projectedLoss"),
    distance: entry("distance"),
    displacement: entry("displacement"),
  };
}

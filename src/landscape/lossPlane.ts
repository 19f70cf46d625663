/**
 * The loss on a plane of parameter space, L(θ + α v + β w) on a grid of α and β, with what is needed to trust it: the curvature
 * check of either axis, and of a trajectory the distance from the plane. Li et al. (2018), arXiv:1712.09913.
 *
 * Costs one value of the objective per point, and per measure; the check one product and five values per axis.
 */
import { sealed, unsealed } from "../core/sealed.js";
import { base64Of, fromBase64 } from "../core/littleEndian.js";
import type { Objective } from "../objective/objective.js";
import type { AxisInput } from "./axis.js";
import type { Direction } from "./direction.js";
import { evaluateSurface, type SurfaceOptions, type SurfaceValues } from "./evaluateSurface.js";
import { LossSurface } from "./lossSurface.js";
import { MeasuredLanes } from "./measuredLanes.js";
import { ProjectedTrajectory, projectOn } from "./projectTrajectory.js";
import { surfaceSetup } from "./surfaceSetup.js";
import { fromJson, surfaceRecord, toJson } from "./surfaceRecord.js";
import type { SurfaceJson, SurfaceRecord } from "./surfaceRecord.js";
import type { Trajectory } from "./trajectory.js";

export interface LossPlaneOptions extends SurfaceOptions {
  /** P numbers: where α = β = 0. It is never written to. */
  readonly origin: Float64Array;
  /** Of any lengths, independent of each other, not necessarily orthogonal. */
  readonly directions: readonly [Direction, Direction];
  /**
   * Default: 41 points that hold the trajectory with a margin, or without one as far as the loss would double by the
   * curvature at the origin; see `planeExtent`.
   */
  readonly alpha?: AxisInput;
  readonly beta?: AxisInput;
  /** Projected onto the plane; its losses are computed too. */
  readonly trajectory?: Pick<Trajectory, "steps" | "points">;
  /** What figures are titled. Default "Loss on a plane". */
  readonly label?: string;
  /** Whether second differences are compared with products of the Hessian. Default true. */
  readonly checkCurvature?: boolean;
  /** Called with the whole plane after each level of refinement but the last. */
  readonly onPlane?: (plane: LossPlane) => void;
}

export interface LossPlaneRecord extends SurfaceRecord {
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  readonly path?: ProjectedTrajectory | undefined;
}

const seal = { format: "eigenscape loss plane", version: 1, key: "plane" } as const;

interface PlaneBody extends SurfaceJson {
  readonly alpha: string;
  readonly beta: string;
  readonly path?: unknown;
}

export class LossPlane extends LossSurface {
  readonly kind = "lossPlane";
  readonly labels: readonly [string, string];
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  /** ⟨v, w⟩ / (‖v‖ ‖w‖) of the two directions. */
  readonly cosine: number;
  readonly path: ProjectedTrajectory | undefined;
  readonly #record: LossPlaneRecord;

  constructor(record: LossPlaneRecord) {
    super(record);
    this.labels = [record.axes[0].label, record.axes[1].label];
    this.alpha = record.alpha;
    this.beta = record.beta;
    this.cosine = record.cosine;
    this.path = record.path;
    this.#record = record;
  }

  /** What `trajectoryPlaneFigure` and the live `TrajectoryPlane` take. */
  input(path: ProjectedTrajectory | undefined = this.path) {
    const [first, second] = this.axes.map(({ eigenvalue }) => eigenvalue);
    const { alpha, beta, loss, labels, remarks } = this;
    const known = first !== undefined && second !== undefined;
    const curvature = known ? ([first, second] as const) : undefined;
    // An own entry, so that it travels to a widget.
    const shown = path && { ...path, explained: path.explained };
    return { plane: { alpha, beta, loss }, labels, path: shown, curvature, remarks };
  }

  toString(): string {
    const { label, alpha, beta, labels, remarks, path } = this;
    const size = `${alpha.length} × ${beta.length} points`;
    const what = `${label}: α ${labels[0]}, β ${labels[1]}, ${size}`;
    return [what, ...remarks, ...(path ? [path] : [])].join("; ");
  }

  toJSON(): unknown {
    const { alpha, beta, path, ...rest } = this.#record;
    const body: PlaneBody = {
      ...toJson(rest),
      alpha: base64Of(alpha),
      beta: base64Of(beta),
      ...(path && { path: path.toJSON() }),
    };
    return sealed(seal, body);
  }

  /** @param json The text, or what JSON.parse made of it. The same bits come back. */
  static fromJSON(json: unknown): LossPlane {
    const { alpha, beta, path, ...rest } = unsealed<"plane", PlaneBody>("LossPlane.fromJSON", seal, json); // prettier-ignore
    return new LossPlane({
      ...fromJson(rest),
      alpha: fromBase64(alpha),
      beta: fromBase64(beta),
      ...(path !== undefined && { path: ProjectedTrajectory.fromJSON(path) }),
    });
  }
}

/**
 * @returns The plane. After an abort it rejects with the signal's reason; what is done lies in the checkpoint.
 */
export async function lossPlane(f: Objective, options: LossPlaneOptions): Promise<LossPlane> {
  const { label = "Loss on a plane", onPlane, trajectory, measures = {}, workers = 1 } = options;
  const lanes = new MeasuredLanes("lossPlane", f, measures, workers);
  const grid = [options.alpha, options.beta];
  const { surface, checks } = await surfaceSetup(f, "lossPlane", { ...options, grid });
  const [alpha, beta] = surface.grid;
  const made = (values: SurfaceValues, path?: ProjectedTrajectory): LossPlane =>
    new LossPlane({ ...surfaceRecord(f, surface, label, checks, values), alpha, beta, path });
  try {
    const onLevel = (values: SurfaceValues) => onPlane?.(made(values));
    const values = await evaluateSurface(f, surface, lanes, options, onLevel);
    if (!trajectory) return made(values);
    const { signal, onProgress } = options;
    return made(values, await projectOn(lanes, f, trajectory, surface, { signal, onProgress }));
  } finally {
    await lanes.close();
  }
}

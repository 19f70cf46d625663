/**
 * The way of an optimizer through parameter space: copies of the parameters, with the step of each.
 */
import { checkFinite, checkInteger, checkLength } from "../core/check.js";
import { base64Of, fromBase64 } from "../core/littleEndian.js";
import { sealed, unsealed } from "../core/sealed.js";

const seal = { format: "eigenscape trajectory", version: 1, key: "trajectory" } as const;

interface TrajectoryBody {
  readonly steps: readonly number[];
  /** base64 of little-endian float64, as the points. */
  readonly losses: string;
  readonly points: readonly string[];
}

export class Trajectory {
  /** Steps taken at each point, ascending. */
  readonly steps: readonly number[];
  /** P numbers each. */
  readonly points: readonly Float64Array[];
  /** Of the last batch before each point, as training has seen it; NaN at the start. For the loss there: projectTrajectory. */
  readonly losses: Float64Array;

  constructor({ steps, points, losses }: Pick<Trajectory, "steps" | "points" | "losses">) {
    checkInteger("Trajectory", "number of points", points.length, 1);
    checkLength("Trajectory", "steps", steps, points.length);
    checkLength("Trajectory", "losses", losses, points.length);
    for (const [i, point] of points.entries()) {
      checkLength("Trajectory", `point ${i}`, point, points[0].length);
      checkFinite("Trajectory", `point ${i}`, point);
    }
    this.steps = steps;
    this.points = points;
    this.losses = losses;
  }

  /** The same as checkpoints, such as `checkpointSpectra` takes. */
  get snapshots(): { readonly step: number; readonly theta: Float64Array }[] {
    return this.points.map((theta, i) => ({ step: this.steps[i], theta }));
  }

  toString(): string {
    const { steps, points } = this;
    return `Trajectory of ${points.length} points, P = ${points[0].length}, steps ${steps[0]} to ${steps[steps.length - 1]}`;
  }

  /** Takes 11 bytes per number: T·P of them. */
  toJSON(): unknown {
    const body: TrajectoryBody = {
      steps: this.steps,
      losses: base64Of(this.losses),
      points: this.points.map(base64Of),
    };
    return sealed(seal, body);
  }

  /** @param json The text, or what JSON.parse made of it. The same bits come back. */
  static fromJSON(json: unknown): Trajectory {
    const body = unsealed<"trajectory", TrajectoryBody>("Trajectory.fromJSON", seal, json);
    const { steps, losses, points } = body;
    return new Trajectory({ steps, losses: fromBase64(losses), points: points.map(fromBase64) });
  }
}

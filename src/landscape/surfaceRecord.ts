/**
 * What a plane and a line have in common: what is known of their axes and their origin, and how it is written down.
 */
import { environment, type Environment } from "../core/environment.js";
import { sha256 } from "../core/fingerprint.js";
import { base64Of, bytesOf, fromBase64 } from "../core/littleEndian.js";
import { dot, norm } from "../core/vector.js";
import type { Objective } from "../objective/objective.js";
import type { CurvatureCheck } from "./curvatureCheck.js";
import type { Direction } from "./direction.js";
import type { Surface, SurfaceValues } from "./evaluateSurface.js";

/** A direction without its vector, which has P numbers. */
export interface AxisRecord extends Omit<Direction, "vector"> {
  /** ‖v‖: one unit of the axis in the norm of the parameters. */
  readonly norm: number;
}

export interface SurfaceRecord extends SurfaceValues {
  readonly label: string;
  /** P, and the sha256 sum of the parameters where all coordinates are 0. */
  readonly origin: { readonly size: number; readonly hash: string };
  readonly samples: number;
  readonly axes: readonly AxisRecord[];
  /** ⟨v, w⟩ / (‖v‖ ‖w‖) of the two directions of a plane; 0 on a line. */
  readonly cosine: number;
  /** One per axis; none where they were not asked for. */
  readonly curvature: readonly CurvatureCheck[];
  readonly environment: Environment;
}

export function surfaceRecord(
  f: Objective,
  { origin, directions }: Surface,
  label: string,
  curvature: readonly CurvatureCheck[],
  values: SurfaceValues,
): SurfaceRecord {
  const [v, w] = directions.map(({ vector }) => vector);
  return {
    label,
    origin: { size: origin.length, hash: sha256(bytesOf(origin)) },
    samples: f.samples,
    axes: directions.map(({ vector, ...rest }) => ({ ...rest, norm: norm(vector) })),
    cosine: directions.length < 2 ? 0 : dot(v, w) / (norm(v) * norm(w)),
    curvature,
    environment: environment(),
    ...values,
  };
}

/** Arrays as base64 of little-endian float64. */
export interface SurfaceJson extends Omit<SurfaceRecord, "loss" | "measures" | "computed"> {
  readonly loss: string;
  readonly measures: Readonly<Record<string, string>>;
  readonly computed: string;
}

export function toJson({ loss, measures, computed, ...rest }: SurfaceRecord): SurfaceJson {
  return {
    ...rest,
    loss: base64Of(loss),
    measures: mapped(measures, base64Of),
    computed: Buffer.from(computed).toString("base64"),
  };
}

export function fromJson({ loss, measures, computed, ...rest }: SurfaceJson): SurfaceRecord {
  return {
    ...rest,
    loss: fromBase64(loss),
    measures: mapped(measures, fromBase64),
    computed: new Uint8Array(Buffer.from(computed, "base64")),
  };
}

function mapped<A, B>(of: Readonly<Record<string, A>>, change: (a: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(value)]));
}

/** The result of `pathProfile`: one entry per place of the path everywhere, and what follows from them. */
import { jupyterDisplay, present, type MimeBundle } from "../core/display.js";
import { lossBarrier, type LossBarrier } from "../core/lossBarrier.js";
import type { Density } from "../spectrum/density.js";
import type { Estimate } from "../spectrum/estimate.js";
import { negativeRatio } from "../spectrum/negativeRatio.js";
import type { Spectrum } from "../spectrum/spectrum.js";
import type { PathKind } from "./parameterPath.js";
import type { ProfilePoint } from "./profilePoint.js";
import {
  fromProfileJson,
  toProfileJson,
  type ProfileJson,
  type ProfileRecord,
} from "./profileRecord.js";

export class PathProfile {
  readonly kind = "pathProfile";
  /** What kind of path it is of. */
  readonly path: PathKind;
  /** Ascending places. */
  readonly t: Float64Array;
  readonly loss: Float64Array;
  /** By the names that were given. */
  readonly measures: Readonly<Record<string, Float64Array>>;
  /** Where spectra were asked for. */
  readonly spectra: readonly Spectrum[] | undefined;
  /** top[0] has the greatest eigenvalue at each place, top[1] the second …, where they were asked for. */
  readonly top: readonly Float64Array[] | undefined;
  /** ‖Hv − λv‖ of each of them, with rounding: an eigenvalue lies that near. */
  readonly residuals: readonly Float64Array[] | undefined;
  /** Where a model has batch normalisation: whose statistics were used. */
  readonly batchNorm: string | undefined;
  readonly #record: ProfileRecord;
  #densities: readonly Density[] | undefined;

  constructor(record: ProfileRecord) {
    const points = record.points.map((point, i) => point ?? missing(record.t[i]));
    this.path = record.kind;
    this.t = Float64Array.from(record.t);
    this.loss = Float64Array.from(points, ({ loss }) => loss);
    this.measures = Object.fromEntries(
      Object.entries(record.measures).map(([name, values]) => [
        name,
        Float64Array.from(values, (value, i) => value ?? missing(record.t[i])),
      ]),
    );
    this.spectra = all(points.map(({ spectrum }) => spectrum));
    this.top = byRank(points, "values");
    this.residuals = byRank(points, "residuals");
    this.batchNorm = record.batchNorm;
    this.#record = record;
  }

  /** What the loss rises above the line between the first and the last place. */
  get barrier(): LossBarrier {
    return lossBarrier(this.t, this.loss);
  }

  /** The share of the eigenvalues below zero at each place, with its error bar. */
  get negativeMass(): readonly Estimate[] | undefined {
    return this.spectra?.map((spectrum) => spectrum.negativeMass());
  }

  /** Σ|λ < 0| / Σ λ > 0 at each place: how much it curves down against up. */
  get negativeRatio(): readonly Estimate[] | undefined {
    return this.spectra?.map((spectrum) => negativeRatio(spectrum));
  }

  /** The smoothed density at each place. */
  get densities(): readonly Density[] | undefined {
    return (this.#densities ??= this.spectra?.map((spectrum) => spectrum.density()));
  }

  toJSON(): ProfileJson {
    return toProfileJson(this.#record);
  }

  /** @param json A text, or what JSON.parse made of it; a checkpoint of a run that has ended, too. */
  static fromJSON(json: unknown): PathProfile {
    return new PathProfile(fromProfileJson("PathProfile.fromJSON", json));
  }

  toString(): string {
    const { height, at, ratio } = this.barrier;
    const short = (x: number): string => String(Number(x.toPrecision(4)));
    const barrier =
      height > 0
        ? `barrier ${short(height)} at t = ${short(at)}, ${short(ratio)} times the higher end`
        : "no barrier";
    const said = this.batchNorm === undefined ? "" : `; ${this.batchNorm}`;
    return `Profile of a ${this.path} path at ${this.t.length} places: ${barrier}${said}`;
  }

  [jupyterDisplay](): MimeBundle {
    return present(this, this.toString());
  }
}

function missing(t: number): never {
  throw new RangeError(`PathProfile: every point must have been computed, got none at t = ${t}`);
}

/** Either all points have it or none. */
function all<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const there = values.filter((value) => value !== undefined);
  return there.length === values.length ? there : undefined;
}

/** From one list per place to one list per rank. */
function byRank(
  points: readonly ProfilePoint[],
  part: "values" | "residuals",
): readonly Float64Array[] | undefined {
  const lists = all(points.map(({ top }) => top?.[part]));
  return lists && Array.from(lists[0], (_, rank) => Float64Array.from(lists, (list) => list[rank]));
}

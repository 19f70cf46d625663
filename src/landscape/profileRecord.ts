/**
 * A profile as it is kept: settings, and points with gaps where nothing is computed yet. The same JSON is
 * result and checkpoint, sealed with a sum.
 */
import { differences, type Parts } from "../core/fingerprint.js";
import { sealed, unsealed, type Sealed } from "../core/sealed.js";
import { Spectrum } from "../spectrum/spectrum.js";
import type { SpectrumJson } from "../spectrum/resultFile.js";
import type { PathKind } from "./parameterPath.js";
import type { ProfilePoint } from "./profilePoint.js";

export interface ProfileRecord {
  readonly kind: PathKind;
  /** What path of what objective, and how it is looked at; another profile differs in one of these. */
  readonly identity: Parts;
  /** What there is to say of batch normalisation. */
  readonly batchNorm?: string;
  /** Ascending places on the path. */
  readonly t: readonly number[];
  readonly points: readonly (ProfilePoint | null)[];
  readonly measures: Readonly<Record<string, readonly (number | null)[]>>;
}

const seal = { format: "eigenscape path profile", version: 1, key: "profile" } as const;

interface PointJson {
  readonly loss: number;
  readonly spectrum?: SpectrumJson;
  readonly top?: { readonly values: readonly number[]; readonly residuals: readonly number[] };
}

interface RecordJson extends Omit<ProfileRecord, "points"> {
  readonly points: readonly (PointJson | null)[];
}

export type ProfileJson = Sealed<"profile", RecordJson>;

/** Numbers are finite, so JSON gives back the same bits. */
export function toProfileJson(record: ProfileRecord): ProfileJson {
  return sealed(seal, {
    ...record,
    points: record.points.map((point) => point && pointJson(point)),
  });
}

/**
 * @param caller For messages: who reads.
 * @param json The text, or what JSON.parse made of it.
 */
export function fromProfileJson(caller: string, json: unknown): ProfileRecord {
  const body = unsealed<"profile", RecordJson>(caller, seal, json);
  return { ...body, points: body.points.map((point) => point && pointOf(point)) };
}

function pointJson({ loss, spectrum, top }: ProfilePoint): PointJson {
  return {
    loss,
    ...(spectrum && { spectrum: spectrum.toJSON() }),
    ...(top && { top: { values: [...top.values], residuals: [...top.residuals] } }),
  };
}

function pointOf({ loss, spectrum, top }: PointJson): ProfilePoint {
  const numbers = (list: readonly number[]): Float64Array => Float64Array.from(list);
  return {
    loss,
    ...(spectrum && { spectrum: Spectrum.fromJSON(spectrum) }),
    ...(top && { top: { values: numbers(top.values), residuals: numbers(top.residuals) } }),
  };
}

/** Points of another profile would make a curve of neither. */
export function checkSameProfile(name: string, earlier: ProfileRecord, asked: ProfileRecord): void {
  const other = differences(earlier.identity, asked.identity);
  if (other.length === 0) return;
  const short = (value: string): string => value.replace(/(sha256 \w{16})\w+/, "$1…");
  const list = other.map(
    ({ name: part, values: [theirs, ours] }) => `${part} (${short(theirs)}, not ${short(ours)})`,
  );
  throw new RangeError(
    `pathProfile: ${name} must be of the same profile, got another ${list.join(", ")}`,
  );
}

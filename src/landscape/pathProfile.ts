/**
 * What a network is like all along a path, such as that from one minimum to another: the loss and further measures, and
 * the eigenvalue density of the Hessian with its greatest eigenvalues and negative mass. Chatzimichailidis (2023),
 * doi:10.26204/KLUEDO/7241, shows spectra between two minima for the first time.
 */
import { checkInteger, checkLength } from "../core/check.js";
import { partsOf, sha256, type Parts } from "../core/fingerprint.js";
import { bytesOf } from "../core/littleEndian.js";
import type { Watch } from "../core/progress.js";
import { tellOnce } from "../core/tellOnce.js";
import type { Objective } from "../objective/objective.js";
import { batchNormSentence } from "./batchNormSentence.js";
import type { ParameterPath } from "./parameterPath.js";
import { PathProfile } from "./pathProfileResult.js";
import type { PointSettings } from "./profilePoint.js";
import type { ProfileRecord } from "./profileRecord.js";
import { profileRun } from "./profileRun.js";

export interface PathProfileOptions extends Watch {
  /** How many places, evenly from 0 to 1, or the places themselves, ascending in [0, 1]. Default 11. */
  readonly points?: number | Float64Array;
  /** Further functions of the same parameters, by name: such as the accuracy, or the loss of other data. */
  readonly measures?: Readonly<Record<string, Objective>>;
  /** Given, the density at each point. Defaults 80 steps and 10 probes, those of `spectrum`, and seed 0: the same probes everywhere. */
  readonly spectrum?: Partial<NonNullable<PointSettings["spectrum"]>>;
  /** How many of the greatest eigenvalues at each point. Default none. */
  readonly top?: number;
  /** Of their residuals, as of `eigenpairs`. */
  readonly tolerance?: number;
  /** Threads that share the points, two at the same time on each; default 1, the calling thread. The bytes are the same. */
  readonly workers?: number;
  /** A path of a file: each point is on the disk as soon as it is ready, and what lies there is gone on from. */
  readonly checkpoint?: string;
}

/**
 * Costs at each point one value of f and of each measure, steps × probes products for a spectrum, and some tens for the
 * greatest eigenvalues. Rejects with the signal's reason; a checkpoint has the points that were ready.
 */
export async function pathProfile(
  f: Objective,
  path: ParameterPath,
  options: PathProfileOptions = {},
): Promise<PathProfile> {
  const { points = 11, measures = {}, workers = 1, checkpoint, onProgress, signal } = options;
  checkLength("pathProfile", "path.at(t)", path.ends[0], f.size);
  for (const [name, g] of Object.entries(measures))
    checkInteger("pathProfile", `size of ${name}`, g.size, f.size, f.size);
  const settings = settingsOf(options);
  const asked = blank(f, path, placesOf(points), measures, settings);
  const run = { ...settings, measures, workers, checkpoint, onProgress, signal };
  return new PathProfile(await profileRun(f, path, asked, run));
}

function settingsOf({ spectrum, top = 0, tolerance }: PathProfileOptions): PointSettings {
  checkInteger("pathProfile", "top", top, 0);
  const accuracy = tolerance === undefined ? {} : { tolerance };
  return {
    ...(spectrum && { spectrum: { steps: 80, probes: 10, seed: 0, ...spectrum } }),
    ...(top > 0 && { top: { count: top, ...accuracy } }),
  };
}

function placesOf(points: number | Float64Array): Float64Array {
  if (typeof points === "number") {
    checkInteger("pathProfile", "points", points, 2);
    return Float64Array.from({ length: points }, (_, i) => i / (points - 1));
  }
  checkInteger("pathProfile", "number of points", points.length, 2);
  points.forEach((t, i) => {
    if (t >= 0 && t <= 1 && (i === 0 || t > points[i - 1])) return;
    throw new RangeError(`pathProfile: points must ascend in [0, 1], got ${t} at index ${i}`);
  });
  return points.slice();
}

/** A profile without points. */
function blank(
  f: Objective,
  path: ParameterPath,
  t: Float64Array,
  measures: Readonly<Record<string, Objective>>,
  settings: PointSettings,
): ProfileRecord {
  const controls = [path.ends[0], ...path.bends, path.ends[1]];
  const own = Object.entries(measures).map(([name, g]) => [`measure ${name}`, hashOf(g)]);
  const identity: Parts = {
    path: `${path.kind} ${sha256(...controls.map(bytesOf))}`,
    places: sha256(bytesOf(t)),
    settings: JSON.stringify(settings),
    ...(f.fingerprint === undefined ? {} : partsOf(f.fingerprint)),
    ...(Object.fromEntries(own) as Parts),
  };
  const said = batchNormOf({ loss: f, ...measures });
  const gaps = Array.from(t, () => null);
  const values = Object.fromEntries(Object.keys(measures).map((name) => [name, gaps]));
  return { kind: path.kind, identity, ...said, t: [...t], points: gaps, measures: values };
}

const hashOf = ({ fingerprint = "none" }: Objective): string => sha256(fingerprint);

/** Each sentence once, with whom it is about where that is not all; moving statistics are told at once. */
function batchNormOf(functions: Readonly<Record<string, Objective>>): { batchNorm?: string } {
  const said = new Map<string, string[]>();
  for (const [name, { batchNorm, samples }] of Object.entries(functions)) {
    if (!batchNorm) continue;
    const sentence = batchNormSentence(batchNorm, samples);
    said.set(sentence, [...(said.get(sentence) ?? []), name]);
    if (batchNorm.statistics === "moving") tellOnce(sentence, `pathProfile: ${name}: ${sentence}`);
  }
  const all = Object.keys(functions).length;
  const lines = [...said].map(([sentence, names]) =>
    names.length === all ? sentence : `${names.join(", ")}: ${sentence}`,
  );
  return lines.length > 0 ? { batchNorm: lines.join("; ") } : {};
}

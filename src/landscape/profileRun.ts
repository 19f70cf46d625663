/**
 * The points of a profile, dealt out to workers; those that lie on the disk are not computed again. Points do not know of
 * each other, so bytes depend neither on workers nor on where a run was cut.
 */
import type { Watch } from "../core/progress.js";
import { overLanes } from "../objective/overLanes.js";
import type { Objective } from "../objective/objective.js";
import type { ParameterPath } from "./parameterPath.js";
import { ProfileFile } from "./profileFile.js";
import {
  finiteValue,
  profilePoint,
  type PointSettings,
  type ProfilePoint,
} from "./profilePoint.js";
import type { ProfileRecord } from "./profileRecord.js";

export interface RunOptions extends Watch, PointSettings {
  readonly measures: Readonly<Record<string, Objective>>;
  readonly workers: number;
  readonly checkpoint?: string | undefined;
}

interface Running {
  readonly f: Objective;
  readonly path: ParameterPath;
  readonly t: readonly number[];
  readonly options: RunOptions;
  /** Keeps what there is. */
  readonly keep: () => Promise<void>;
}

/** @param asked Without points. */
export async function profileRun(
  f: Objective,
  path: ParameterPath,
  asked: ProfileRecord,
  options: RunOptions,
): Promise<ProfileRecord> {
  const file = options.checkpoint === undefined ? undefined : new ProfileFile(options.checkpoint);
  const from = (await file?.read(asked)) ?? asked;
  const points = [...from.points];
  const names = Object.keys(options.measures);
  const measures = Object.fromEntries(names.map((name) => [name, [...from.measures[name]]]));
  const record = { ...asked, points, measures };
  const keep = async (): Promise<void> => file?.write(record);
  const running = { f, path, t: asked.t, options, keep };
  await fillPoints(running, points);
  for (const name of names) await fillMeasure(running, name, measures[name]);
  return record;
}

async function fillPoints(running: Running, points: (ProfilePoint | null)[]): Promise<void> {
  const { f, path, t, options } = running;
  await fill(running, f, "points", points, (g, i, stop) =>
    profilePoint(g, path.at(t[i]), options, labelOf(t[i]), stop),
  );
}

async function fillMeasure(
  running: Running,
  name: string,
  values: (number | null)[],
): Promise<void> {
  const { path, t, options } = running;
  await fill(running, options.measures[name], `points of ${name}`, values, (g, i) =>
    finiteValue(g, path.at(t[i]), `${labelOf(t[i])} (${name})`),
  );
}

/** Computes what is missing, and keeps each as soon as it is there. */
async function fill<T>(
  { options, keep }: Running,
  f: Objective,
  unit: string,
  results: (T | null)[],
  one: (g: Objective, i: number, stop: AbortSignal) => Promise<T>,
): Promise<void> {
  const missing = results.flatMap((result, i) => (result === null ? [i] : []));
  const { workers, signal, onProgress } = options;
  const onResult = async (result: T, k: number): Promise<void> => {
    results[missing[k]] = result;
    await keep();
  };
  const work = (g: Objective, i: number, _: number, stop: AbortSignal): Promise<T> =>
    one(g, i, stop);
  await overLanes(f, workers, missing, work, { signal, onProgress, onResult, unit });
}

const labelOf = (t: number): string => `t = ${Number(t.toPrecision(6))}`;

/**
 * `overLanes` for an objective with further measures beside it: each worker has a copy of all of them.
 */
import { closeAll } from "../core/closeAll.js";
import type { Objective } from "../objective/objective.js";
import { overLanes, type OverLanesOptions } from "../objective/overLanes.js";

/** Scalar functions of the same parameters, such as `accuracyObjective`, by name. */
export type Measures = Readonly<Record<string, Objective>>;

/** @param work Gets the objective and the measures, in their order. */
export async function overMeasuredLanes<Item, Result>(
  f: Objective,
  measures: Measures,
  workers: number,
  items: readonly Item[],
  work: (functions: readonly Objective[], item: Item, stop: AbortSignal) => Promise<Result>,
  options: OverLanesOptions<Result>,
): Promise<Result[]> {
  const all = Object.values(measures);
  const beside = new Map<Objective, readonly Objective[]>([[f, all]]);
  // The lanes of f are copies of it; those of the measures are made, and closed, along with them.
  const whole: Objective =
    workers === 1 ? f : { ...f, with: (settings) => copied(f, settings, all, beside) };
  if (whole !== f) beside.set(whole, all);
  const one = (g: Objective, item: Item, _: number, stop: AbortSignal): Promise<Result> =>
    work([g, ...(beside.get(g) ?? all)], item, stop);
  try {
    return await overLanes(whole, workers, items, one, options);
  } finally {
    await closeAll([...beside.values()].flat().filter((copy) => !all.includes(copy)));
  }
}

function copied(
  f: Objective,
  settings: Parameters<NonNullable<Objective["with"]>>[0],
  measures: readonly Objective[],
  beside: Map<Objective, readonly Objective[]>,
): Objective {
  const own = again(f, settings);
  beside.set(
    own,
    measures.map((measure) => again(measure, settings)),
  );
  return own;
}

function again(g: Objective, settings: Parameters<NonNullable<Objective["with"]>>[0]): Objective {
  if (g.with) return g.with(settings);
  throw new RangeError(
    'lossPlane: workers must be 1 for an objective or a measure without "with", got more',
  );
}

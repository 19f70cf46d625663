/**
 * An objective and further measures at the points of a plane or a line: rows shared by workers, kept on the disk, from
 * coarse to fine where asked for. Each value depends on its point alone, so neither workers nor an interruption
 * change a bit.
 */
import { partsOf, sha256, type Parts } from "../core/fingerprint.js";
import { bytesOf } from "../core/littleEndian.js";
import type { Watch } from "../core/progress.js";
import type { Objective } from "../objective/objective.js";
import { namesOf, type MeasuredLanes, type Measures } from "./measuredLanes.js";
import { PointStore } from "./pointStore.js";
import { interpolate, Refinement, type RefineOptions } from "./refinement.js";
import { surfacePoint, type Axes } from "./surfacePoint.js";

export interface SurfaceOptions extends Watch {
  /** Further functions of the same parameters, computed at the same points, such as `accuracyObjective(…)`. */
  readonly measures?: Measures | undefined;
  /** Threads that share the rows, two at the same time on each (a measure has one more). Default 1, the calling thread. The bytes are the same. */
  readonly workers?: number | undefined;
  /** Where to keep what is there. What lies there is gone on from, if it is of the same surface. */
  readonly checkpoint?: string | undefined;
  /** A coarse grid first, then finer where the surface bends; without it every point is computed. */
  readonly refine?: RefineOptions | undefined;
}

export interface SurfaceValues {
  /** The objective's, row by row. */
  readonly loss: Float64Array;
  readonly measures: Readonly<Record<string, Float64Array>>;
  /** 1 where values were computed, 0 where they are interpolated. */
  readonly computed: Uint8Array;
}

export interface Surface extends Axes {
  readonly caller: string;
  /** Coordinates along the axes, one or two. */
  readonly grid: readonly Float64Array[];
}

/**
 * @param lanes Of the objective and its measures.
 * @param onLevel Called with all values after each level of refinement but the last.
 */
export async function evaluateSurface(
  f: Objective,
  surface: Surface,
  lanes: MeasuredLanes,
  { measures = {}, checkpoint: path, refine, ...watch }: SurfaceOptions,
  onLevel: (values: SurfaceValues) => void,
): Promise<SurfaceValues> {
  const { caller, grid } = surface;
  const names = namesOf(measures);
  const shape = { columns: grid[0].length, rows: grid.length > 1 ? grid[1].length : 1 };
  const refinement = new Refinement(caller, shape, refine ?? { levels: 0 });
  const identity = path === undefined ? {} : identityOf(f, measures, surface);
  const points = shape.columns * shape.rows;
  const store = await PointStore.open({ caller, path, identity, points, functions: 1 + names.length }); // prettier-ignore
  const chosen = new Uint8Array(points);
  for (let level = 0; ; level++) {
    const wanted = level === 0 ? refinement.coarse() : refinement.next(filled().loss);
    for (const point of wanted) chosen[point] = 1;
    await evaluate({ lanes, surface, watch, store }, wanted, level, refinement.levels);
    if (level === refinement.levels) return filled();
    onLevel(filled());
  }

  /** Only what this grid has asked for: a file may know more, and the result must not depend on it. */
  function filled(): SurfaceValues {
    const [loss, ...others] = store.values.map((values) => {
      const copy = values.slice();
      interpolate(copy, chosen, shape, refinement.levels);
      return copy;
    });
    const named = names.map((name, i) => [name, others[i]] as const);
    return { loss, measures: Object.fromEntries(named), computed: chosen.slice() };
  }
}

interface Evaluation {
  readonly lanes: MeasuredLanes;
  readonly surface: Surface;
  readonly watch: Watch;
  readonly store: PointStore;
}

/** The wanted points that are not there yet, by rows. */
async function evaluate(
  { lanes, surface, watch, store }: Evaluation,
  wanted: readonly number[],
  level: number,
  levels: number,
): Promise<void> {
  const columns = surface.grid[0].length;
  const line = surface.grid.length === 1;
  const pieces = new Map<number, number[]>();
  for (const point of wanted.filter((point) => store.known[point] === 0)) {
    const piece = line ? point : Math.floor(point / columns);
    pieces.set(piece, [...(pieces.get(piece) ?? []), point]);
  }
  const what = line ? "points" : "rows";
  const unit = levels === 0 ? what : `${what} of level ${level + 1} of ${levels + 1}`;
  try {
    await lanes.run(
      [...pieces.values()],
      async (functions, points, stop) => {
        for (const point of points) {
          stop.throwIfAborted();
          const theta = surfacePoint(surface, coordinatesOf(surface.grid, point));
          const values: number[] = [];
          for (const one of functions) values.push(await one.value(theta));
          await store.put(point, values);
        }
      },
      { ...watch, unit },
    );
  } finally {
    await store.write();
  }
}

function coordinatesOf([alpha, beta]: readonly Float64Array[], point: number): number[] {
  const column = point % alpha.length;
  return beta === undefined
    ? [alpha[column]]
    : [alpha[column], beta[(point - column) / alpha.length]];
}

function identityOf(
  f: Objective,
  measures: Measures,
  { origin, directions, grid }: Surface,
): Parts {
  const hashes = (arrays: readonly Float64Array[]): string => sha256(...arrays.map(bytesOf));
  const further = namesOf(measures).map(
    (name) => [`measure ${name}`, sha256(measures[name].fingerprint ?? "")] as const,
  );
  return {
    ...(f.fingerprint === undefined ? {} : partsOf(f.fingerprint)),
    origin: hashes([origin]),
    directions: hashes(directions.map(({ vector }) => vector)),
    grid: hashes(grid),
    ...Object.fromEntries(further),
  };
}

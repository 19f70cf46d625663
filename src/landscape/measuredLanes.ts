/**
 * Workers for points in parameter space, each with a copy of an objective and of further measures beside it, in threads of their
 * own. As `overLanes`, but copies stay for further calls: from a coarse grid to the next finer one nothing is compiled anew.
 */
import { checkInteger } from "../core/check.js";
import { closeAll } from "../core/closeAll.js";
import { dealt } from "../core/dealt.js";
import { clocked, tick, type Watch } from "../core/progress.js";
import type { Objective } from "../objective/objective.js";

/** Scalar functions of the same parameters, such as `accuracyObjective`, by name. */
export type Measures = Readonly<Record<string, Objective>>;

/** Sorted, so that the order in which they are given changes no file. */
export const namesOf = (measures: Measures): string[] => Object.keys(measures).sort();

export interface LaneWork extends Watch {
  /** Of progress. */
  readonly unit: string;
}

export class MeasuredLanes {
  readonly #functions: readonly Objective[];
  readonly #workers: number;
  readonly #copies: (readonly Objective[])[] = [];

  /** @param workers 1 computes with the functions themselves; more need functions that can be made anew (`with`). */
  constructor(caller: string, f: Objective, measures: Measures, workers: number) {
    const functions = [f, ...namesOf(measures).map((name) => measures[name])];
    checkInteger(caller, "workers", workers, 1, 256);
    if (workers > 1 && functions.some((f) => f.with === undefined))
      throw new RangeError(
        `${caller}: workers must be 1 for an objective without "with", got ${workers}`,
      );
    this.#functions = functions;
    this.#workers = workers;
  }

  /**
   * @param work Gets a worker's functions, the objective and the measures by name, and a signal: of whoever calls, and of another item's failure.
   * @returns Results in the order of the items.
   */
  async run<Item, Result>(
    items: readonly Item[],
    work: (functions: readonly Objective[], item: Item, stop: AbortSignal) => Promise<Result>,
    { unit, ...given }: LaneWork,
  ): Promise<Result[]> {
    const { signal } = given;
    const watch = clocked(given);
    let done = 0;
    return dealt(items, this.#lanes(items.length), async ({ item, lane, stop }) => {
      const result = await work(lane, item, signal ? AbortSignal.any([signal, stop]) : stop);
      await tick(watch, ++done, items.length, unit);
      return result;
    });
  }

  close(): Promise<void> {
    return closeAll(this.#copies.splice(0).flat());
  }

  /** As many as have something to do. */
  #lanes(items: number): readonly (readonly Objective[])[] {
    if (this.#workers === 1) return [this.#functions];
    const count = Math.min(this.#workers, items);
    while (this.#copies.length < count)
      this.#copies.push(this.#functions.flatMap((f) => f.with?.({ workers: "background" }) ?? []));
    return this.#copies.slice(0, count);
  }
}

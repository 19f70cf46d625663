/**
 * Independent work on one objective by several workers: points of a landscape, checkpoints, probes. Each
 * worker has a copy of the objective that computes in a thread of its own, so that nothing is exchanged while it
 * computes; a single worker computes with the objective itself. Bytes do not depend on the number.
 *
 * The level "samples", where the batches of one product are shared, is the option `workers` of `objective`.
 */
import { checkInteger } from "../core/check.js";
import { closeAll } from "../core/closeAll.js";
import { clocked, tick, type Watch } from "../core/progress.js";
import { dealt } from "../core/dealt.js";
import type { Objective } from "./objective.js";

export interface OverLanesOptions<Result> extends Watch {
  /** Of progress, such as "rows". Default "items". */
  readonly unit?: string;
  /** Called as each result is ready, and waited for; the order may be another than that of the items. */
  readonly onResult?: ((result: Result, index: number) => void | Promise<void>) | undefined;
}

/**
 * @param workers 1 computes with f; more need an objective that can be made anew (`with`).
 * @param work Computes one item with the objective that it is given; `stop` is aborted by the signal, and when another
 *   item has failed.
 * @returns Results in the order of the items.
 */
export async function overLanes<Item, Result>(
  f: Objective,
  workers: number,
  items: readonly Item[],
  work: (g: Objective, item: Item, index: number, stop: AbortSignal) => Promise<Result>,
  options: OverLanesOptions<Result> = {},
): Promise<Result[]> {
  checkInteger("overLanes", "workers", workers, 1, 256);
  const { unit = "items", onResult, signal } = options;
  const watch: Watch = { ...options, ...clocked(options) };
  const lanes = copies(f, Math.min(workers, Math.max(1, items.length)));
  // On each thread, so that it computes one while this thread works on the other.
  const atOnce = lanes.length > 1 ? 2 : 1;
  let done = 0;
  try {
    return await dealt(
      items,
      lanes,
      async ({ item, index, lane, stop }) => {
        signal?.throwIfAborted();
        const either = signal ? AbortSignal.any([signal, stop]) : stop;
        const result = await work(lane, item, index, either);
        await onResult?.(result, index);
        await tick(watch, ++done, items.length, unit);
        return result;
      },
      atOnce,
    );
  } finally {
    await closeAll(lanes.filter((lane) => lane !== f));
  }
}

function copies(f: Objective, count: number): Objective[] {
  if (count === 1) return [f];
  const again = f.with?.bind(f);
  if (again) return Array.from({ length: count }, () => again({ workers: "background" }));
  throw new RangeError(
    `overLanes: workers must be 1 for an objective without "with", got ${count}`,
  );
}

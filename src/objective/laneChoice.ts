/**
 * Which lanes a sum is computed on. A number of workers is what it says, and
 * "background" is one worker beside the calling thread. With "auto" up to three ways
 * to use the cores are timed on what is computed first: one thread, threads within operations, a
 * worker per core. Another way must be a tenth faster than one thread, so the choice costs at most
 * the noise of a measurement. Sums of one summand, where workers cannot help, are a case of their own.
 */
import { availableParallelism } from "node:os";
import { fastest, verdict, type Fastest } from "../core/fastest.js";
import { closeAll } from "../core/closeAll.js";
import { Once } from "../core/once.js";
import { tellOnce } from "../core/tellOnce.js";
import type { Executor } from "../execute/executor.js";
import { LaneSet, type Setup } from "./laneSet.js";
import type { Workers } from "./options.js";

/** Computes the first summands, so many of them. */
type Run = (lanes: LaneSet, count: number) => Promise<unknown>;

const margin = 0.1;
const oneThread: Setup = { workers: 1, threads: 1 };

export class LaneChoice {
  readonly #executor: Executor;
  readonly #workers: Workers;
  readonly #cores: number;
  /** By whether there are several summands; what was chosen stays so after `close`. */
  readonly #setups = new Map<boolean, Setup>();
  readonly #open = new Once<LaneSet>();
  #spare: LaneSet | undefined;

  constructor(executor: Executor, workers: Workers, cores = availableParallelism()) {
    this.#executor = executor;
    this.#workers = workers;
    this.#cores = cores;
  }

  /** One thread, to begin with; it is used when one thread is asked for. */
  get spare(): LaneSet {
    return (this.#spare ??= new LaneSet(this.#executor, oneThread));
  }

  /** @param run Where something is to be chosen: runs and times it, on different lanes. */
  lanesFor(summands: number, run: Run): Promise<LaneSet> {
    const several = this.#workers === "auto" && summands > 1;
    return this.#open.get(String(several), () => this.#make(several, summands, run));
  }

  async close(): Promise<void> {
    await closeAll(await this.#open.take());
  }

  async #make(several: boolean, summands: number, run: Run): Promise<LaneSet> {
    const known = this.#setups.get(several);
    const setups = known
      ? [known]
      : setupsFor(this.#executor, this.#workers, summands, this.#cores);
    if (setups.length === 1) return this.#lanes(setups[0]);
    const { place, opened } = await this.#fastest(setups, summands, run);
    this.#setups.set(several, setups[place]);
    return opened;
  }

  async #fastest(setups: readonly Setup[], summands: number, run: Run): Promise<Fastest<LaneSet>> {
    // Two for each worker are enough to see who is faster, and all work at the same time.
    const count = Math.min(summands, 2 * Math.max(...setups.map(({ workers }) => workers)));
    const ways = setups.map((setup) => ({
      name: nameOf(setup),
      open: () => opened(this.#lanes(setup), (lanes) => run(lanes, count)),
      run: (lanes: LaneSet) => run(lanes, count),
      close: (lanes: LaneSet) => lanes.close(),
    }));
    const chosen = await fastest(ways, margin);
    if (chosen.times.size > 1) {
      tellOnce("workers", `${verdict(chosen)}; force one thread with workers: 1`);
    }
    return chosen;
  }

  #lanes(setup: Setup): LaneSet {
    const one = setup.workers === 1 && setup.threads === 1 && !setup.background;
    const lanes = one ? this.spare : new LaneSet(this.#executor, setup);
    this.#spare = undefined;
    return lanes;
  }
}

/** What there is to choose from. */
export function setupsFor(
  executor: Executor,
  workers: Workers,
  summands: number,
  cores: number,
): Setup[] {
  if (workers === "background") return [{ workers: 1, threads: 1, background: true }];
  if (workers !== "auto") return [{ workers, threads: 1 }];
  if (cores === 1) return [oneThread];
  const setups = [oneThread];
  if (executor.withThreads) setups.push({ workers: 1, threads: cores });
  if (summands > 1 && !executor.staysHere)
    setups.push({ workers: Math.min(cores, summands), threads: 1 });
  return setups;
}

/** Compiles and warms up. */
async function opened(lanes: LaneSet, run: (lanes: LaneSet) => Promise<unknown>): Promise<LaneSet> {
  try {
    await run(lanes);
    await run(lanes);
    return lanes;
  } catch (error) {
    await lanes.close();
    throw error;
  }
}

function nameOf({ workers, threads }: Setup): string {
  if (workers > 1) return `${workers} workers`;
  return threads > 1 ? `1 worker with ${threads} threads` : "1 worker";
}

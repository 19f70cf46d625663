/**
 * The comparison of claim C2: rates are searched on a seed of its own, then every method trains with every seed, from the same
 * starting values on the same order of rows; ProxSGD's points are finished, and Adam's pruned to as many zeros and trained on.
 */
import { overLanes } from "../objective/overLanes.js";
import type { Objective } from "../objective/objective.js";
import type { Experiment, Json } from "./claim.js";
import { finishedRun, type FinishedRun } from "./finishedRun.js";
import { prunedRun } from "./prunedRun.js";
import { packed, unpacked } from "./packed.js";
import { chosenRates, type ChosenRate } from "./rateSearch.js";
import { claimed, sparseMethods, unregularised, type SparseMethod } from "./sparseMethods.js";
import { packedRun, sparseRun, unpackedRun, type SparseRun } from "./sparseRun.js";
import type { OpenTask, SparseTask } from "./sparseTask.js";

export interface StudyPlan {
  readonly task: SparseTask;
  readonly seeds: readonly number[];
  /** Of the search; none of the seeds. */
  readonly searchSeed: number;
  /** Epochs at which ProxSGD's weights are looked at, with the first seed. */
  readonly looks: readonly number[];
  /** Most steps of the finishing stage. */
  readonly finishing: number;
  /** Epochs that a pruned net trains on. */
  readonly retraining: number;
}

export interface SparseStudy {
  readonly rates: ReadonlyMap<string, ChosenRate>;
  /** One run for each seed, by method. */
  readonly runs: ReadonlyMap<string, readonly SparseRun[]>;
  /** For each seed: ProxSGD behind the finishing stage. */
  readonly finished: readonly FinishedRun[];
  /** For each seed: Adam, pruned to the zeros of `finished`, and trained on. */
  readonly pruned: readonly Float64Array[];
}

export async function sparseStudy(
  experiment: Experiment,
  { f }: Pick<OpenTask, "f">,
  plan: StudyPlan,
): Promise<SparseStudy> {
  const { seeds, searchSeed, looks } = plan;
  const tried = sparseMethods.flatMap((method) =>
    method.rates.map((rate) => ({ method, rate, seed: searchSeed, looks: [] })),
  );
  const found = await trained(experiment, f, plan.task, tried);
  const rates = chosenRates(
    tried.map(({ method, rate }, i) => ({
      ...{ method: method.name, rate, objective: found[i].objective },
    })),
  );
  const wanted = sparseMethods.flatMap((method) =>
    seeds.map((seed, i) => ({
      ...{ method, rate: rateOf(rates, method.name), seed },
      looks: method.name === claimed && i === 0 ? looks : [],
    })),
  );
  const all = await trained(experiment, f, plan.task, wanted);
  const runs = new Map(
    sparseMethods.map(({ name }) => [name, all.filter((_, i) => wanted[i].method.name === name)]),
  );
  return { rates, runs, ...(await furtherRuns(experiment, f, plan, { rates, runs })) };
}

interface Wanted {
  readonly method: SparseMethod;
  readonly rate: number;
  readonly seed: number;
  readonly looks: readonly number[];
}

function trained(
  experiment: Experiment,
  f: Objective,
  task: SparseTask,
  wanted: readonly Wanted[],
): Promise<SparseRun[]> {
  const one = async (g: Objective, run: Wanted, _: number, signal: AbortSignal) => {
    const { method, ...numbers } = run;
    const inputs = { task: jsonOf(task), method: method.name, ...numbers };
    const make = async () => packedRun(await sparseRun(g, { task, ...run, signal }));
    return unpackedRun(await experiment.keep("sparse run", inputs, make));
  };
  const { workers, signal, onProgress } = experiment;
  return overLanes(f, workers, wanted, one, { signal, onProgress, unit: "runs" });
}

/** What begins where others end: finishing and pruning, seed by seed. */
async function furtherRuns(
  experiment: Experiment,
  f: Objective,
  { task, seeds, finishing, retraining }: StudyPlan,
  { rates, runs }: Pick<SparseStudy, "rates" | "runs">,
): Promise<Pick<SparseStudy, "finished" | "pruned">> {
  const rate = rateOf(rates, unregularised);
  const one = async (g: Objective, seed: number, i: number, signal: AbortSignal) => {
    const inputs = { task: jsonOf(task), seed, rate, claimed: rateOf(rates, claimed) };
    const end = runOf(runs, claimed, i);
    const finished = await experiment.keep("finished run", { ...inputs, finishing }, async () => {
      const { theta, ...rest } = await finishedRun(g, { task, steps: finishing, end, signal });
      return { theta: packed(theta), ...rest };
    });
    const point = unpacked(finished.theta);
    const pruned = await experiment.keep(
      "pruned run",
      { ...inputs, finishing, retraining },
      async () => {
        const { theta } = runOf(runs, unregularised, i);
        const settings = { task: { ...task, epochs: retraining }, rate, seed, signal };
        return packed(await prunedRun(g, theta, point, settings));
      },
    );
    return { finished: { ...finished, theta: point }, pruned: unpacked(pruned) };
  };
  const { workers, signal, onProgress } = experiment;
  const watch = { signal, onProgress, unit: "finished runs" };
  const found = await overLanes(f, workers, seeds, one, watch);
  return {
    finished: found.map(({ finished }) => finished),
    pruned: found.map(({ pruned }) => pruned),
  };
}

const rateOf = (rates: ReadonlyMap<string, ChosenRate>, name: string): number =>
  known(rates.get(name), name).rate;

const runOf = (runs: SparseStudy["runs"], name: string, i: number): SparseRun =>
  known(runs.get(name), name)[i];

function known<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new RangeError(`sparseStudy: method must be one of the compared ones, got ${name}`);
}

const jsonOf = (task: SparseTask): Json => ({ ...task });

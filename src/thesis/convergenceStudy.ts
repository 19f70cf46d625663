/**
 * ProxSGD with four choices of its rates on two problems: a lasso whose solution is known and a small network with ℓ1 on its weights.
 * Seeds are other problems or starts, and other orders of the rows.
 */
import { tick } from "../core/progress.js";
import type { Objective } from "../objective/objective.js";
import * as gains from "../optimizers/gains/index.js";
import { proxSGD, type ProxSGDOptions } from "../optimizers/proxSGD.js";
import { powerLaw } from "../optimizers/schedules.js";
import { l1 } from "../prox/l1.js";
import { onWeights } from "../prox/onWeights.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import type { Experiment } from "./claim.js";
import { convergenceRun, type ConvergencePoint } from "./convergenceRun.js";
import { digitObjective, type DigitSettings } from "./digitRun.js";
import { plantedLasso, type LassoSettings } from "./plantedLasso.js";
import { logarithmicSteps } from "./seenRun.js";

/** Without a seed: each is run with several. */
export interface ConvergencePlan {
  readonly lasso: Omit<LassoSettings, "seed">;
  readonly digits: Omit<DigitSettings, "seed" | "learningRate">;
  /** Of ℓ1 on the network's weights. */
  readonly netMu: number;
  /** τ of the constant gain: about the greatest curvature of the lasso, and what the network bears. */
  readonly gain: { readonly lasso: number; readonly net: number };
  readonly lassoSteps: number;
  readonly netSteps: number;
  /** Rows per step. */
  readonly batchSize: number;
  readonly seeds: readonly number[];
}

export const ratesNames = ["theory", "theory, adaptive", "released", "constant"] as const;
export type RatesName = (typeof ratesNames)[number];

/** Step by step for each seed. */
export type ConvergenceRuns = Readonly<Record<RatesName, readonly (readonly ConvergencePoint[])[]>>;

/** A power law that begins with 1. */
const fromOne = (exponent: number) => powerLaw({ initial: 4 ** exponent, exponent });

/**
 * The theorem asks for ½ < exponent of ρ < exponent of ε ≤ 1; its published proof is for a constant gain. The released code has ½ for both, at
 * the limit of what it asks for. Constant rates are there to show what decreasing ones are for.
 */
function ratesOf(name: RatesName, tau: number): Omit<ProxSGDOptions, "map"> {
  const decreasing = { rho: fromOne(0.6), epsilon: fromOne(0.75) };
  switch (name) {
    case "theory":
      return { ...decreasing, gain: gains.constant(tau) };
    case "theory, adaptive":
      return { ...decreasing, gain: gains.adam() };
    case "released":
      return {};
    case "constant":
      return { rho: 0.5, epsilon: 0.1, gain: gains.constant(tau) };
  }
}

/** @returns Runs whose points have distances to the solution. */
export function lassoRuns(experiment: Experiment, plan: ConvergencePlan): Promise<ConvergenceRuns> {
  return runsOf(experiment, plan, "lasso", (seed) => {
    const { f, solution } = plantedLasso({ ...plan.lasso, seed });
    return Promise.resolve({ f, map: l1(plan.lasso.mu), solution });
  });
}

export function netRuns(experiment: Experiment, plan: ConvergencePlan): Promise<ConvergenceRuns> {
  return runsOf(experiment, plan, "net", async (seed) => {
    const f = await digitObjective({ ...plan.digits, learningRate: 0, seed });
    return { f, map: onWeights(f.partition, l1(plan.netMu)) };
  });
}

interface Problem {
  readonly f: Objective;
  readonly map: ProximalMap;
  readonly solution?: Float64Array;
}

async function runsOf(
  experiment: Experiment,
  plan: ConvergencePlan,
  kind: "lasso" | "net",
  problem: (seed: number) => Promise<Problem>,
): Promise<ConvergenceRuns> {
  const runs: Record<RatesName, ConvergencePoint[][]> = {
    ...{ theory: [], "theory, adaptive": [], released: [], constant: [] },
  };
  const total = plan.seeds.length * ratesNames.length;
  let done = 0;
  for (const seed of plan.seeds) {
    const { f, ...known } = await problem(seed);
    try {
      for (const name of ratesNames) {
        runs[name].push(await oneRun(experiment, plan, kind, name, seed, { f, ...known }));
        await tick(experiment, ++done, total, `runs of the ${kind}`);
      }
    } finally {
      await f.close();
    }
  }
  return runs;
}

function oneRun(
  experiment: Experiment,
  plan: ConvergencePlan,
  kind: "lasso" | "net",
  name: RatesName,
  seed: number,
  { f, map, ...known }: Problem,
): Promise<ConvergencePoint[]> {
  const { batchSize } = plan;
  const at = logarithmicSteps(kind === "lasso" ? plan.lassoSteps : plan.netSteps, 6);
  const settings = kind === "lasso" ? { ...plan.lasso } : { ...plan.digits, mu: plan.netMu };
  const tau = plan.gain[kind];
  const inputs = { ...settings, batchSize, tau, at, name, seed };
  return experiment.keep(`convergence ${kind}`, inputs, () => {
    const optimizer = proxSGD({ ...ratesOf(name, tau), map });
    const { signal } = experiment;
    return convergenceRun(f, map, optimizer, { at, batchSize, seed, signal, ...known });
  });
}

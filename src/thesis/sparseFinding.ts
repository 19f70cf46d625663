/** What claim C2's comparison comes to: numbers with their rules, and a sentence. */
import type { Measured } from "./claim.js";
import { short } from "./claimsTable.js";
import { finishedName, pairedRatio, prunedName, type ComparedMethod } from "./comparisonRows.js";
import { residualWanted } from "./finishedRun.js";
import { meanInterval } from "./meanInterval.js";
import { claimed, unregularised } from "./sparseMethods.js";
import type { SparseRow } from "./sparseRow.js";
import type { SparseStudy, StudyPlan } from "./sparseStudy.js";

export interface MeasuredTask {
  readonly plan: StudyPlan;
  readonly study: SparseStudy;
  readonly methods: readonly ComparedMethod[];
}

/** What ProxSGD is said to be better than. */
const baselines = ["Adam + ℓ1", "SGD + ℓ1", prunedName] as const;

/** Float32 training runs on another machine come to other weights, and with them other shares. */
const tolerance = 0.05;

/** Within half a per cent. */
const sameAccuracy = 0.995;

/** @param named Whether numbers begin with the network's name. */
export function measuredOf({ plan, study, methods }: MeasuredTask, named: boolean): Measured[] {
  const find = finder(methods);
  const [own, finished] = [find(claimed), find(finishedName)];
  const numbers = [
    ...baselines.flatMap((name) => comparedTo(own, find(name))),
    ...finishedNumbers(study, finished, find(unregularised)),
  ];
  return named ? numbers.map((m) => ({ ...m, name: `${plan.task.name}: ${m.name}` })) : numbers;
}

/** Three ratios, seed by seed; "better" is said where the whole interval is. */
function comparedTo(own: ComparedMethod, other: ComparedMethod): Measured[] {
  const ratio = (of: (row: SparseRow) => number) => pairedRatio(own, other, of);
  const [accuracy, norm, kept] = [
    ratio((row) => row.accuracy),
    ratio((row) => row.l1),
    ratio((row) => row.kept[1]),
  ];
  const over = `${own.name} over ${other.name} (mean over seeds, 95 %)`;
  return [
    {
      ...{ name: `test accuracy, ${over}`, value: accuracy.mean, interval: accuracy.interval },
      ...{ expected: `mean > ${sameAccuracy}`, met: accuracy.mean > sameAccuracy, tolerance },
    },
    {
      ...{ name: `ℓ1 norm of the weights, ${over}`, value: norm.mean, interval: norm.interval },
      ...{ expected: "interval < 1", met: norm.interval[1] < 1, tolerance },
    },
    {
      ...{ name: `test accuracy with the largest 10 % of the weights, ${over}` },
      ...{ value: kept.mean, interval: kept.interval },
      ...{ expected: "interval > 1", met: kept.interval[0] > 1, tolerance },
    },
  ];
}

function finishedNumbers(
  { finished: runs }: SparseStudy,
  finished: ComparedMethod,
  plain: ComparedMethod,
): Measured[] {
  const zeros = meanInterval(finished.rows.map((row) => row.zero));
  const accuracy = pairedRatio(finished, plain, (row) => row.accuracy);
  const residual = Math.max(...runs.map((run) => run.residual));
  return [
    {
      name: "largest optimality residual behind the finishing stage, relative to the gradient",
      ...{ value: residual, expected: `< ${residualWanted}`, met: residual < residualWanted },
      tolerance: 1, // where an iteration stops below its limit
    },
    {
      name: "share of exact zeros behind the finishing stage (mean over seeds, 95 %)",
      ...{ value: zeros.mean, interval: zeros.interval },
      ...{ expected: "mean ≥ 0.6", met: zeros.mean >= 0.6, tolerance },
    },
    {
      name: `test accuracy, ${finished.name} over ${plain.name} (mean over seeds, 95 %)`,
      ...{ value: accuracy.mean, interval: accuracy.interval },
      ...{ expected: `mean > ${sameAccuracy}`, met: accuracy.mean > sameAccuracy, tolerance },
    },
  ];
}

export function sentenceOf({ plan, study, methods }: MeasuredTask): string {
  const find = finder(methods);
  const { task, seeds } = plan;
  const said = [claimed, ...baselines, finishedName, "prox-Adam"].map((name) => {
    const mean = (of: (row: SparseRow) => number): number => meanInterval(find(name).rows.map(of)).mean; // prettier-ignore
    const [accuracy, kept, zero] = [
      mean((row) => row.accuracy),
      mean((row) => row.kept[1]),
      mean((row) => row.zero),
    ].map((share) => `${(100 * share).toFixed(1)} %`);
    return `${name} ${accuracy} (Σ|w| ${short(Math.round(mean((row) => row.l1)))}, largest tenth ${kept}, exact zeros ${zero})`;
  });
  const missing = study.finished.flatMap((run) => run.missing || []);
  const edge = [...study.rates].flatMap(([name, { between }]) => (between ? [] : [name]));
  return (
    `${task.name}, μ = ${task.mu}, ${seeds.length} seeds, mean test accuracies: ${said.join("; ")}.` +
    (missing.length > 0 ? ` Without a certificate: ${missing[0]}` : "") +
    (edge.length > 0 ? ` The best of the three rates was the first or last of ${edge.join(", ")}.` : "") // prettier-ignore
  );
}

function finder(methods: readonly ComparedMethod[]): (name: string) => ComparedMethod {
  return (name) => {
    const found = methods.find((method) => method.name === name);
    if (found) return found;
    throw new RangeError(
      `sparseFinding: name must be one of ${methods.map((method) => method.name).join(", ")}, got ${name}`,
    );
  };
}

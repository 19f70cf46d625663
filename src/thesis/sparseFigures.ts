/** The figures of claim C2: the whole table, the distribution of magnitudes, and ProxSGD's weights while they go to zero. */
import type { Partition } from "../core/partition.js";
import { sparsityHeatmapFigure } from "../figures/sparsityHeatmap.js";
import type { NamedFigure } from "./claim.js";
import { columns, finishedName, prunedName, tableRows } from "./comparisonRows.js";
import { magnitudesFigure } from "./magnitudesFigure.js";
import { sentenceOf, type MeasuredTask } from "./sparseFinding.js";
import { claimed } from "./sparseMethods.js";
import { tableFigure } from "./tableFigure.js";
import { weightsOverTime } from "./weightsOverTime.js";

export function sparseFigures(task: MeasuredTask, parts: Partition): NamedFigure[] {
  return [tableOf(task), magnitudesOf(task, parts), weightsOf(task, parts)];
}

function tableOf(task: MeasuredTask): NamedFigure {
  const { plan, methods } = task;
  const title = `Sparse training compared: ${plan.task.name}`;
  const figure = tableFigure(tableRows(methods), {
    ...{ title, columns: columns.map(({ name }) => name), text: `${title}: ${sentenceOf(task)}` },
    subtitle: `μ = ${plan.task.mu} · ${plan.seeds.length} seeds, means with 95 % intervals; per cent, but for Σ |w|; top: accuracy with the largest weights only`,
  });
  return { name: title, figure, text: String(figure) };
}

/** Neighbours share a colour: by subgradient, and by proximal map. */
const shown = ["SGD + ℓ1", "ISTA", "Adam + ℓ1", "prox-Adam", claimed, finishedName, "RDA", prunedName]; // prettier-ignore

function magnitudesOf({ plan, methods }: MeasuredTask, parts: Partition): NamedFigure {
  const title = `How large the weights are: ${plan.task.name}`;
  const sets = shown.flatMap((name) =>
    methods
      .filter((method) => method.name === name)
      .map(({ thetas }) => ({ name, weights: weightsIn(parts, thetas) })),
  );
  const figure = magnitudesFigure(sets, {
    ...{ title, subtitle: `${plan.seeds.length} seeds together · on the left the exact zeros` },
  });
  return { name: title, figure, text: String(figure) };
}

function weightsOf({ plan, study }: MeasuredTask, parts: Partition): NamedFigure {
  const title = `ProxSGD's weights, at last behind the finishing stage: ${plan.task.name}`;
  const moments = study.runs.get(claimed)?.[0].moments ?? [];
  const last = moments[moments.length - 1].step;
  const figure = sparsityHeatmapFigure(
    weightsOverTime(parts, [...moments, { step: last + 1, theta: study.finished[0].theta }]),
    { title, small: 1e-3 },
  );
  return { name: title, figure, text: String(figure) };
}

/** Of all vectors together. */
function weightsIn(parts: Partition, vectors: readonly Float64Array[]): Float64Array {
  const weights = parts.parameters.filter(({ role }) => role === "weight");
  const ranges = vectors.flatMap((theta) =>
    weights.map(({ offset, size }) => theta.subarray(offset, offset + size)),
  );
  const all = new Float64Array(ranges.reduce((sum, { length }) => sum + length, 0));
  ranges.reduce((offset, range) => {
    all.set(range, offset);
    return offset + range.length;
  }, 0);
  return all;
}

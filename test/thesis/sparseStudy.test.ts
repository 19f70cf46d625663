/** The study of sparse training on a task of seconds: what its runs have in common, and what each promises. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { sparsityMeasures } from "../../src/sparsity/measures.js";
import type { Experiment } from "../../src/thesis/claim.js";
import { comparedMethods, finishedName, prunedName } from "../../src/thesis/comparisonRows.js";
import { prunedRun } from "../../src/thesis/prunedRun.js";
import { sparseMethods } from "../../src/thesis/sparseMethods.js";
import { sparseRun } from "../../src/thesis/sparseRun.js";
import { sparseStudy, type SparseStudy } from "../../src/thesis/sparseStudy.js";
import { openTask, startOf, type OpenTask, type SparseTask } from "../../src/thesis/sparseTask.js";

const task: SparseTask = {
  ...{ name: "MLP 49-4-10", network: "mlp", hidden: [4] },
  ...{ train: 60, test: 60, mu: 5e-3, epochs: 12, batchSize: 20 },
};

let open: OpenTask;
let study: SparseStudy;
const kept: string[] = [];
beforeAll(async () => {
  open = await openTask(task);
  const experiment: Experiment = {
    ...{ size: "slice", workers: 1, onProgress: undefined, signal: undefined },
    keep: (name, _, make) => (kept.push(name), make()),
    checkpoint: () => "",
  };
  const plan = {
    task,
    seeds: [0, 1],
    searchSeed: 9,
    looks: [0, 6, 12],
    finishing: 10,
    retraining: 3,
  };
  study = await sparseStudy(experiment, open, plan);
}, 120_000);
afterAll(() => open.close());

const theta = (name: string, i: number): Float64Array => study.runs.get(name)?.[i].theta ?? new Float64Array(); // prettier-ignore
const zeros = (at: Float64Array): number => sparsityMeasures(at, open.f.partition).zeros;

describe("a study", () => {
  test("tries three rates of every method once, then trains every method with every seed", () => {
    const count = (name: string): number => kept.filter((known) => known === name).length;
    expect(count("sparse run")).toBe(sparseMethods.length * (3 + 2));
    expect(study.rates.size).toBe(sparseMethods.length);
    for (const { name, rates } of sparseMethods)
      expect(rates).toContain(study.rates.get(name)?.rate);
  });

  test("gives each run the starting values of its seed and the chosen rate", async () => {
    const [method] = sparseMethods;
    const rate = study.rates.get(method.name)?.rate ?? NaN;
    const again = await sparseRun(open.f, { task, method, rate, seed: 1, looks: [0] });
    expect(theta(method.name, 1)).toEqual(again.theta);
    expect(again.moments).toEqual([{ step: 0, theta: startOf(task, 1) }]);
    expect(startOf(task, 0)).toEqual(open.f.start);
    expect(startOf(task, 1)).not.toEqual(open.f.start);
  });

  test("finds exact zeros by proximal steps and by no others", () => {
    for (const { name, treatment } of sparseMethods) {
      if (treatment !== "prox") expect(zeros(theta(name, 0))).toBe(0);
    }
    expect(zeros(theta("prox-Adam", 0))).toBeGreaterThan(0);
    expect(zeros(theta("ProxSGD", 0))).toBe(0); // an average with a point that has them does not
    expect(
      zeros(study.runs.get("ProxSGD")?.[0].proximalPoint ?? new Float64Array()),
    ).toBeGreaterThan(0);
  });

  test("finishing lowers the objective, and pruning has the same number of zeros", () => {
    study.finished.forEach(({ theta: end, objective }, i) => {
      expect(zeros(end)).toBeGreaterThan(0);
      expect(objective).toBeLessThan(study.runs.get("ProxSGD")?.[i].objective ?? NaN);
      expect(zeros(study.pruned[i])).toBe(zeros(end));
    });
  });

  test("looks at ProxSGD with the first seed only", () => {
    const moments = study.runs.get("ProxSGD")?.map((run) => run.moments) ?? [];
    expect(moments[0].map(({ step }) => step)).toEqual([0, 18, 36]);
    expect(moments[0][2].theta).toEqual(theta("ProxSGD", 0));
    expect(moments[1]).toEqual([]);
  });

  test("is measured end by end", async () => {
    const methods = await comparedMethods(open, study);
    expect(methods.map(({ name }) => name)).toEqual(
      [...sparseMethods.map(({ name }) => name), finishedName, prunedName], // prettier-ignore
    );
    for (const { rows } of methods) {
      expect(rows).toHaveLength(2);
      for (const { zero, small, accuracy, kept: largest } of rows) {
        const shares = [zero, ...small, 1].map((share) => Number(share.toFixed(12)));
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        for (const share of [accuracy, ...largest]) expect(share * task.test).toBeCloseTo(Math.round(share * task.test), 9); // prettier-ignore
      }
    }
  });
});

test("a pruned net keeps the largest weights' places and trains them on", async () => {
  const stream = random(0, "weights");
  const before = Float64Array.from({ length: open.f.size }, () => stream.normal());
  const sparse = before.map((w, i) => (i % 2 === 0 ? 0 : w));
  const settings = { task: { epochs: 2, batchSize: 20 }, rate: 0.01, seed: 0 };
  const after = await prunedRun(open.f, before, sparse, settings);
  expect(zeros(after)).toBe(zeros(sparse));
  const weights = open.f.partition.parameters.filter(({ role }) => role === "weight");
  const places = weights.flatMap(({ offset, size }) => Array.from({ length: size }, (_, i) => offset + i)); // prettier-ignore
  const dropped = places.filter((i) => after[i] === 0).map((i) => Math.abs(before[i]));
  const left = places.filter((i) => after[i] !== 0);
  expect(Math.max(...dropped)).toBeLessThan(Math.min(...left.map((i) => Math.abs(before[i]))));
  expect(left.some((i) => after[i] !== before[i])).toBe(true);
});

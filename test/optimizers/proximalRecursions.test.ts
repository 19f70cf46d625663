/** The proximal optimizers against their recursions, over 200 steps of functions that are not convex. */
import { expect, test } from "vitest";
import { ista, proxAdam, rda, type Optimizer } from "../../src/optimizers/index.js";
import { l1 } from "../../src/prox/index.js";
import { nonConvex, path, pathDifference } from "./nonConvex.js";
import * as paper from "./recursions.js";

const steps = 200;
const map = l1(0.02);
const moments = { learningRate: 0.02, beta1: 0.8, beta2: 0.95, delta: 1e-6 };

const cases: [string, Optimizer<unknown>, paper.Rule][] = [
  ["ista", ista({ map, learningRate: 0.02 }), (_s, g, x) => paper.soft(x - 0.02 * g, 0.02 * 0.02)],
  ["proxAdam", proxAdam({ ...moments, map }), paper.proxAdamRule(0.02, 0.8, 0.95, 1e-6, 0.02)],
];

test.each(cases)("%s follows its recursion", (_name, optimizer, rule) => {
  for (const seed of [1, 2, 3]) {
    const f = nonConvex(seed);
    const difference = pathDifference(path(f, optimizer, steps), paper.recursion(f, steps, rule));
    expect(difference).toBeLessThan(1e-12);
  }
});

test("rda follows Xiao's recursion, from a start that is not 0", () => {
  const f = nonConvex(4);
  const found = path(f, rda({ map, learningRate: 1 / 20 }), steps);
  const rules = Array.from(f.start, (start) => paper.rdaRule(20, 0.02, start));
  expect(pathDifference(found, paper.recursion(f, steps, rules))).toBeLessThan(1e-12);
});

test("rda with growing weights and a share of the step follows RMDA", () => {
  const f = nonConvex(4);
  const weight = (step: number): number => Math.sqrt(step + 1);
  const found = path(f, rda({ map, learningRate: 0.05, weight, epsilon: 0.3 }), steps);
  const rules = Array.from(f.start, (start) => paper.rmdaRule(0.05, 0.3, 0.02, start));
  expect(pathDifference(found, paper.recursion(f, steps, rules))).toBeLessThan(1e-12);
});

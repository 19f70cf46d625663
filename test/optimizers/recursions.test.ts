/** The optimizers against the papers' recursions, over 200 steps of functions that are not convex. */
import { expect, test } from "vitest";
import {
  adabound, adagrad, adam, adamw, amsgrad, rmsprop, sgd,
} from "../../src/optimizers/index.js"; // prettier-ignore
import type { Optimizer } from "../../src/optimizers/index.js";
import { nonConvex, path, pathDifference } from "./nonConvex.js";
import * as paper from "./recursions.js";

const steps = 200;
const [learningRate, beta1, beta2, delta] = [0.02, 0.8, 0.95, 1e-6];
const moments = { learningRate, beta1, beta2, delta };

const cases: [string, Optimizer<unknown>, ReturnType<typeof paper.adamRule>][] = [
  ["sgd", sgd({ learningRate: 0.02 }), (_s, g, x) => x - 0.02 * g],
  ["heavy ball", sgd({ learningRate: 0.02, momentum: 0.7 }), paper.heavyBallRule(0.02, 0.7)],
  ["rmsprop", rmsprop({ learningRate, beta: 0.9, delta }), paper.rmspropRule(0.02, 0.9, 1e-6)],
  ["adagrad", adagrad({ learningRate, delta }), paper.adagradRule(0.02, 1e-6)],
  ["adam", adam(moments), paper.adamRule(0.02, 0.8, 0.95, 1e-6)],
  ["adam, defaults", adam(), paper.adamRule(0.001, 0.9, 0.999, 1e-8)],
  ["adamw", adamw({ ...moments, decay: 0.3 }), paper.adamwRule(0.02, 0.8, 0.95, 1e-6, 0.3)],
  ["amsgrad", amsgrad(moments), paper.amsgradRule(0.02, 0.8, 0.95, 1e-6, true)],
  [
    "amsgrad of the paper",
    amsgrad({ ...moments, biasCorrected: false }),
    paper.amsgradRule(0.02, 0.8, 0.95, 1e-6, false),
  ],
  [
    "adabound",
    adabound({ ...moments, finalRate: 0.03, gamma: 0.02 }),
    paper.adaboundRule(0.02, 0.03, 0.02, [0.8, 0.95, 1e-6]),
  ],
];

test.each(cases)("%s follows its recursion", (_name, optimizer, rule) => {
  for (const seed of [1, 2, 3]) {
    const f = nonConvex(seed);
    const difference = pathDifference(path(f, optimizer, steps), paper.recursion(f, steps, rule));
    expect(difference).toBeLessThan(1e-12);
  }
});

test("Nesterov's gradient is at the point that the velocity leads to", () => {
  // PyTorch's form follows y = x + β v of Sutskever et al., whose velocity is −η times ours.
  const [eta, beta] = [0.02, 0.7];
  const f = nonConvex(5);
  const optimizer = sgd({ learningRate: eta, momentum: beta, nesterov: true });
  const found = path(f, optimizer, steps);
  let [x, v] = [f.start.slice(), new Float64Array(f.start.length)];
  const expected = [f.start];
  for (let t = 0; t < steps; t++) {
    const g = f.gradient(
      x.map((xi, i) => xi + beta * v[i]),
      t,
    );
    v = v.map((vi, i) => beta * vi - eta * g[i]);
    x = x.map((xi, i) => xi + v[i]);
    expected.push(x.map((xi, i) => xi + beta * v[i]));
  }
  expect(pathDifference(found, expected)).toBeLessThan(1e-12);
});

/** What ProxSGD reduces to, over 200 steps of functions that are not convex. */
import { expect, test } from "vitest";
import {
  adabound, adagrad, adam, amsgrad, gains, ista, proxSGD, rmsprop, sgd,
} from "../../src/optimizers/index.js"; // prettier-ignore
import type { Optimizer, ProxSGDOptions } from "../../src/optimizers/index.js";
import { l1, none, type ProximalMap } from "../../src/prox/index.js";
import { nonConvex, path, pathDifference } from "./nonConvex.js";
import { recursion, soft } from "./recursions.js";

const steps = 200;
const functions = [1, 2, 3].map((seed) => nonConvex(seed));
const [eta, beta1, beta2, delta] = [0.02, 0.8, 0.95, 1e-6];
const moments = { learningRate: eta, beta1, beta2, delta };

/** α/(1 − β₁ᵗ), t from 1. */
const epsilon = (step: number): number => eta / (1 - beta1 ** (step + 1));

const cases: [string, Omit<ProxSGDOptions, "map">, Optimizer<unknown>][] = [
  ["SGD", { rho: 1, epsilon: eta, gain: gains.constant(1) }, sgd({ learningRate: eta })],
  [
    "SGD with momentum",
    { rho: 1 - beta1, epsilon: eta / (1 - beta1), gain: gains.constant(1) },
    sgd({ learningRate: eta, momentum: beta1 }),
  ],
  [
    "RMSprop",
    { rho: 1, epsilon: eta, gain: gains.rmsprop({ beta: beta2, delta }) },
    rmsprop({ learningRate: eta, beta: beta2, delta }),
  ],
  [
    "Adagrad",
    { rho: 1, epsilon: eta, gain: gains.adagrad({ delta }) },
    adagrad({ learningRate: eta, delta }),
  ],
  ["Adam", { rho: 1 - beta1, epsilon, gain: gains.adam({ beta: beta2, delta }) }, adam(moments)],
  [
    "AMSGrad",
    { rho: 1 - beta1, epsilon, gain: gains.amsgrad({ beta: beta2, delta }) },
    amsgrad(moments),
  ],
  [
    "AMSGrad of the paper",
    {
      rho: 1 - beta1,
      epsilon: eta,
      gain: gains.amsgrad({ beta: beta2, delta, biasCorrected: false }),
    },
    amsgrad({ ...moments, biasCorrected: false }),
  ],
  [
    "AdaBound",
    {
      rho: 1 - beta1,
      epsilon: 1,
      gain: gains.adabound({ ...moments, finalRate: 0.03, gamma: 0.02 }),
    },
    adabound({ ...moments, finalRate: 0.03, gamma: 0.02 }),
  ],
];

test.each(cases)("ProxSGD is %s", (_name, settings, other) => {
  for (const f of functions) {
    const found = path(f, proxSGD({ map: none(), ...settings }), steps);
    expect(pathDifference(found, path(f, other, steps))).toBeLessThan(1e-12);
  }
});

/** The set lo ≤ x ≤ hi. */
const within = (lo: number, hi: number): ProximalMap => ({
  name: "within",
  value: (x) => (x.every((xi) => lo <= xi && xi <= hi) ? 0 : Infinity),
  prox: (z) => z.map((zi) => Math.min(hi, Math.max(lo, zi))),
  stationarity: () => new Float64Array(),
});

test.each([
  ["without a map", none()],
  ["inside of a set", within(-1e9, 1e9)],
])("bit for bit it is SGD %s: where a map changes nothing, the step is −εv/τ", (_name, map) => {
  const own = proxSGD({ map, rho: 1, epsilon: eta, gain: gains.constant(1) });
  for (const f of functions) {
    expect(path(f, own, steps)).toEqual(path(f, sgd({ learningRate: eta }), steps));
  }
});

test("with ρ = ε = 1 and τ = 1/η it is the proximal gradient method", () => {
  const [map, tau] = [l1(0.1), 1 / eta];
  const own = proxSGD({ map, rho: 1, epsilon: 1, gain: gains.constant(tau) });
  for (const f of functions) {
    const found = path(f, own, steps);
    const classic = recursion(f, steps, (_s, g, x) => soft(x - eta * g, eta * 0.1));
    expect(pathDifference(found, classic)).toBeLessThan(1e-12);
    expect(pathDifference(found, path(f, ista({ map, learningRate: eta }), steps))).toBe(0);
  }
});

test("with a box it is projected SGD", () => {
  const map = within(-0.3, 0.5);
  const own = proxSGD({ map, rho: 1, epsilon: 1, gain: gains.constant(1 / eta) });
  for (const f of functions) {
    const clip = (x: number): number => Math.min(0.5, Math.max(-0.3, x));
    const classic = recursion(f, steps, (_s, g, x) => clip(x - eta * g));
    const found = path(f, own, steps);
    expect(pathDifference(found, classic)).toBeLessThan(1e-12);
    expect(found[steps].some((x) => x === 0.5 || x === -0.3)).toBe(true);
  }
});

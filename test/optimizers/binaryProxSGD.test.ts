/** Weights that become −1 and +1: the two streams against their recursion, and where they lead. */
import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { random } from "../../src/core/random.js";
import { binaryProxSGD } from "../../src/optimizers/binaryProxSGD.js";
import { constant } from "../../src/optimizers/gains/constant.js";
import { roundedWeights } from "../../src/optimizers/roundedWeights.js";
import { weightsIn } from "../../src/optimizers/weightsIn.js";

const parts = partition([
  ["first/kernel", [2, 2]],
  ["first/bias", [2]],
  ["second/kernel", [2, 1]],
]);
/** Where the weights are in θ. */
const places = [0, 1, 2, 3, 6, 7];
const start = Float64Array.of(0.3, -0.2, 0.9, -0.8, 3, -2, 0.1, -0.1);
const clip = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high);

test("both streams follow the released recursion", () => {
  const [mu, eps0, rho0, beta, delta] = [0.3, 0.06, 0.9, 0.999, 1e-8];
  const optimizer = binaryProxSGD({ partition: parts, mu, side: 1 });
  let [theta, state] = [start.slice(), optimizer.init(start)];
  // As the released code writes it, over one list of parameters.
  const streams = (size: number) => ({ v: new Float64Array(size), r: new Float64Array(size) });
  const [x, a] = [start.slice(), new Float64Array(6).fill(1)];
  const [ofX, ofA] = [streams(8), streams(6)];
  const stream = random(0, "gradients");
  for (let t = 0; t < 120; t++) {
    const gradient = start.map(() => stream.normal());
    const update = optimizer.update(gradient, state, theta);
    [theta, state] = [theta.map((value, i) => value + update.step[i]), update.state];
    const [eps, rho] = [eps0 / Math.sqrt(t + 4), rho0 / Math.sqrt(t + 4)];
    const moved = ({ v, r }: typeof ofX, at: number, slope: number, from: number) => {
      v[at] = (1 - rho) * v[at] + rho * slope;
      r[at] = beta * r[at] + (1 - beta) * slope ** 2;
      return from - v[at] / (Math.sqrt(r[at] / (1 - beta ** (t + 1))) + delta);
    };
    const drawn = Float64Array.from(places, (at) => x[at]);
    x.forEach((value, i) => {
      const k = places.indexOf(i);
      const slope = k < 0 ? gradient[i] : gradient[i] + (mu / 2) * (2 * a[k] + value - 1);
      const next = moved(ofX, i, slope, value);
      x[i] = value + eps * ((k < 0 ? next : clip(next, -1, 1)) - value);
    });
    a.forEach((value, k) => {
      a[k] = value + eps * (clip(moved(ofA, k, mu * drawn[k], value), 0, 1) - value);
    });
    theta.forEach((value, i) => expect(Math.abs(value - x[i])).toBeLessThan(1e-12));
    state.sides.forEach((value, k) => expect(Math.abs(value - a[k])).toBeLessThan(1e-12));
  }
  expect(Math.hypot(...theta.map((value, i) => value - start[i]))).toBeGreaterThan(0.05);
});

test("without a loss each weight goes to the side that it is on; with μ = 0 nothing moves", () => {
  const run = (mu: number) => {
    const optimizer = binaryProxSGD({ partition: parts, mu, epsilon: 0.2, rho: 1, gain: constant() });
    let [theta, state] = [start.slice(), optimizer.init(start)];
    for (let t = 0; t < 500; t++) {
      const update = optimizer.update(new Float64Array(8), state, theta);
      [theta, state] = [theta.map((x, i) => x + update.step[i]), update.state];
      expect(Math.max(...places.map((at) => Math.abs(theta[at])))).toBeLessThanOrEqual(1);
      expect([...state.sides]).toEqual([...state.sides].map((a) => clip(a, 0, 1)));
    }
    return { theta, sides: state.sides, point: optimizer.proximalPoint?.(state) };
  };
  const { theta, sides, point } = run(1);
  const ends = [1, -1, 1, -1, 3, -2, 1, -1];
  theta.forEach((x, i) => expect(x).toBeCloseTo(ends[i], 6));
  expect([...sides].map((a) => Math.round(a))).toEqual([0, 1, 0, 1, 0, 1]);
  expect(point?.[4]).toBe(3);
  expect([...run(0).theta]).toEqual([...start]);
}); // prettier-ignore

test("weights come out of θ and back in their order, and round to their signs", () => {
  const weights = weightsIn(parts);
  expect([...weights.of(start)]).toEqual([0.3, -0.2, 0.9, -0.8, 0.1, -0.1]);
  const sum = weights.plus(start, Float64Array.of(1, 2, 3, 4, 5, 6));
  expect([...sum].map((x) => Math.round(10 * x))).toEqual([13, 18, 39, 32, 30, -20, 51, 59]);
  expect([...roundedWeights(start, parts)]).toEqual([1, -1, 1, -1, 3, -2, 1, -1]);
  expect([...start.slice(0, 2)]).toEqual([0.3, -0.2]);
});

test.each([
  [{ mu: -1 }, "binaryProxSGD: mu must be a finite number ≥ 0, got -1"],
  [{ mu: 1, side: 1.1 }, "binaryProxSGD: side must be in [0, 1], got 1.1"],
])("refuses %j", (options, message) => {
  expect(() => binaryProxSGD({ partition: parts, ...options })).toThrow(message);
});

test("needs weights, and parameters of their partition", () => {
  const biases = partition([["bias", [3]]]);
  expect(() => binaryProxSGD({ partition: biases, mu: 1 })).toThrow(
    "weightsIn: a parameter must be a weight, got bias",
  );
  const optimizer = binaryProxSGD({ partition: parts, mu: 1 });
  expect(() => optimizer.init(new Float64Array(3))).toThrow(
    "binaryProxSGD: theta must have length 8, got 3",
  );
});

/** Sums over disjoint parts of the one partition. */
import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import * as prox from "../../src/prox/index.js";
import { normalVector } from "../support/matrices.js";

const net = partition([["a/kernel", [2, 2]], ["a/bias", [2]], ["b/kernel", [2, 3]], ["b/bias", [3]]]); // prettier-ignore
const [z, g] = [normalVector(15, 1), normalVector(15, 2)];
const tau = normalVector(15, 3).map(Math.exp);
/** In the order of the partition: both kernels, both biases. */
const kernels = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11];
const biases = [4, 5, 12, 13, 14];
const pick = (x: Float64Array, at: readonly number[]): Float64Array =>
  Float64Array.from(at, (i) => x[i]);

test("each part has its own map, in value, map and stationarity", () => {
  const [weights, others] = [prox.l1(0.3), prox.l2Squared(0.5)];
  const map = prox.parts(net, { "*kernel": weights, bias: others });
  for (const metric of [2, tau]) {
    const of = (at: readonly number[]): prox.Metric =>
      typeof metric === "number" ? metric : pick(metric, at);
    const u = map.prox(z, metric);
    expect(pick(u, kernels)).toEqual(weights.prox(pick(z, kernels), of(kernels)));
    expect(pick(u, biases)).toEqual(others.prox(pick(z, biases), of(biases)));
  }
  const s = map.stationarity(z, g);
  expect(pick(s, kernels)).toEqual(weights.stationarity(pick(z, kernels), pick(g, kernels)));
  expect(pick(s, biases)).toEqual(others.stationarity(pick(z, biases), pick(g, biases)));
  expect(map.value(z)).toBe(weights.value(pick(z, kernels)) + others.value(pick(z, biases)));
});

test("what no pattern means is not regularised, bit for bit", () => {
  const map = prox.onWeights(net, prox.l1(10));
  expect(map.name).toBe("parts(weight: l1(10))");
  const u = map.prox(z, 1);
  expect(pick(u, kernels)).toEqual(new Float64Array(10));
  expect(pick(u, biases)).toEqual(pick(z, biases));
  expect(map.stationarity(u, g).filter((x) => x !== 0)).toEqual(pick(g, biases));
});

test("a map that couples its coordinates sees a part as one vector", () => {
  const map = prox.parts(net, { "*bias": prox.ball(0.1) });
  expect(Math.hypot(...pick(map.prox(z, 1), biases))).toBeCloseTo(0.1, 15);
  expect(pick(map.prox(z, tau), biases)).toEqual(prox.ball(0.1).prox(pick(z, biases), pick(tau, biases))); // prettier-ignore
});

test("a map is made of its part: groups of the part are those of θ", () => {
  const mu = 0.8;
  const made = prox.onWeights(net, (part) => prox.groupLasso(mu, prox.filterGroups(part)));
  const direct = prox.groupLasso(mu, prox.filterGroups(net));
  for (const metric of [1, tau]) expect(made.prox(z, metric)).toEqual(direct.prox(z, metric));
  expect(made.value(z)).toBeCloseTo(direct.value(z), 14);
  expect(made.stationarity(made.prox(z, 1), g)).toEqual(direct.stationarity(direct.prox(z, 1), g));
});

test("the two streams of binary networks are two boxes", () => {
  const streams = partition([["x", [3]], ["a", [3]]]); // prettier-ignore
  const map = prox.parts(streams, { x: prox.box(-1, 1), a: prox.box(0, 1) });
  expect([...map.prox(Float64Array.of(-2, 0.5, 2, -2, 0.5, 2), 1)]).toEqual([
    -1, 0.5, 1, 0, 0.5, 1,
  ]);
});

test("no argument is modified, and nothing is shared with the result", () => {
  const map = prox.parts(net, { "a/kernel": prox.none(), "b*": prox.none() });
  const before = z.slice();
  const u = map.prox(z, 1);
  expect(u).toEqual(z);
  u.fill(7);
  expect(z).toEqual(before);
});

test.each([
  [() => prox.parts(net, { "*kernel": prox.l1(1), "a/*": prox.l1(1) }), "prox.parts: patterns must not overlap, got *kernel and a/* for a/kernel"],
  [() => prox.parts(net, { weights: prox.l1(1) }), "prox.parts: a pattern must match one of a/kernel, a/bias, b/kernel, b/bias or a role, got weights"],
  [() => prox.onWeights(net, prox.l1(1)).prox(z.slice(1), 1), "prox.parts(weight: l1(1)): x must have length 15, got 14"],
  [() => prox.onWeights(net, prox.l1(1)).prox(z, tau.slice(1)), "prox.parts(weight: l1(1)): tau must have length 15, got 14"],
])("refuses %s", (wrong, message) => {
  expect(wrong).toThrow(message);
}); // prettier-ignore

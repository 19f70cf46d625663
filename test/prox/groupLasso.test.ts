/** Group lasso, sparse group lasso and the ball, which is the group norm's conjugate. */
import { expect, test } from "vitest";
import * as prox from "../../src/prox/index.js";
import type { Group } from "../../src/prox/index.js";
import { normalVector } from "../support/matrices.js";
import { expectClose } from "../support/closeness.js";

const group = (name: string, ...indices: number[]): Group => ({
  name,
  indices: Int32Array.from(indices),
});
const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

test("one τ: the group shrinks by μ/τ, or is exactly zero", () => {
  const map = prox.groupLasso(1, [group("a", 0, 2), group("b", 1, 3)]);
  const z = Float64Array.of(3, 0.3, 4, 0.4, -7);
  expectClose(map.prox(z, 2), [2.7, 0, 3.6, 0, -7], 1e-15);
  expect([...map.prox(z, 2)].slice(1, 4)).toContain(0);
  expect(map.prox(z, 2)[1]).toBe(0);
  expect(map.value(z)).toBe(5.5);
});

test("diagonal τ: zero exactly up to ‖τ z‖ = μ", () => {
  const map = prox.groupLasso(5, [group("a", 0, 1)]);
  const tau = Float64Array.of(3, 0.5);
  expect(map.prox(Float64Array.of(1, 8), tau)).toEqual(Float64Array.of(0, 0)); // ‖(3, 4)‖ = 5
  const u = map.prox(Float64Array.of(1, 8.001), tau);
  expect(Math.min(...u)).toBeGreaterThan(0);
});

test("Moreau: the group norm and the ball of radius μ add up to the point", () => {
  for (const [mu, n] of [
    [0.5, 40],
    [9, 40],
    [3, 7],
  ]) {
    // prettier-ignore
    const [z, tau] = [normalVector(n, n), normalVector(n, 2).map((x) => Math.exp(3 * x))];
    const u = prox.groupLasso(mu, [group("all", ...range(n))]).prox(z, tau);
    const scaled = z.map((x, i) => tau[i] * x);
    const dual = prox.ball(mu).prox(
      scaled,
      tau.map((t) => 1 / t),
    );
    expect(u.some((x) => x !== 0)).toBe(true);
    expectClose(u.map((x, i) => tau[i] * x + dual[i]), scaled, 1e-14); // prettier-ignore
  }
});

test("groups of one coordinate are ℓ1, in value, map and stationarity", () => {
  const n = 30;
  const [z, tau] = [normalVector(n, 1), normalVector(n, 2).map(Math.exp)];
  const single = prox.groupLasso(0.5, range(n).map((i) => group(`${i}`, i))); // prettier-ignore
  const u = prox.l1(0.5).prox(z, tau);
  expectClose(single.prox(z, tau), u, 1e-15);
  expect(single.value(z)).toBeCloseTo(prox.l1(0.5).value(z), 13);
  const g = normalVector(n, 3);
  expectClose(single.stationarity(u, g), prox.l1(0.5).stationarity(u, g), 1e-15);
});

test("weights multiply μ group by group", () => {
  const groups = [group("a", 0, 1, 2, 3), group("b", 4)];
  const z = normalVector(5, 4);
  const root = prox.groupLasso(0.3, groups, { weights: (g) => Math.sqrt(g.indices.length) });
  const listed = prox.groupLasso(0.3, groups, { weights: [2, 1] });
  expect(listed.prox(z, 1)).toEqual(root.prox(z, 1));
  const twice = prox.groupLasso(0.6, [groups[0]]).prox(z, 1);
  expect(listed.prox(z, 1).slice(0, 4)).toEqual(twice.slice(0, 4));
});

test("sparse group lasso: zero groups, and zeros in those that stay; μ₁ = 0 and μ₂ = 0 are its parts", () => {
  const groups = [group("a", 0, 1, 2), group("b", 3, 4)];
  const z = Float64Array.of(4, 0.1, -3, 0.6, 0.6);
  const tau = Float64Array.of(1, 2, 1, 0.5, 0.5);
  const u = prox.sparseGroupLasso(0.25, 0.3, groups).prox(z, tau);
  expect([...u].map((x) => x === 0)).toEqual([false, true, false, true, true]);
  const lasso = prox.groupLasso(0.3, groups).prox(z, tau);
  expect(prox.sparseGroupLasso(0, 0.3, groups).prox(z, tau)).toEqual(lasso);
  expect(prox.sparseGroupLasso(0.25, 0, groups).prox(z, tau)).toEqual(prox.l1(0.25).prox(z, tau));
  expect(prox.sparseGroupLasso(0.5, 2, groups).value(z)).toBeCloseTo(
    0.5 * 8.3 + 2 * (Math.hypot(4, 0.1, 3) + Math.hypot(0.6, 0.6)),
    14,
  );
});

test("a group that has decayed to 1e-200 still has a direction", () => {
  const map = prox.groupLasso(1, [group("a", 0, 1)]);
  const x = Float64Array.of(3e-200, 4e-200);
  expectClose(map.stationarity(x, Float64Array.of(0, 0)), [0.6, 0.8], 1e-15);
  expect(map.value(x)).toBeCloseTo(5e-200, 210);
});

test("the ball: nearest point for one τ, on the sphere for any", () => {
  expectClose(prox.ball(1).prox(Float64Array.of(3, 4), 7), [0.6, 0.8], 1e-15);
  const z = normalVector(50, 8);
  const u = prox.ball(2).prox(z, normalVector(50, 9).map((x) => Math.exp(4 * x))); // prettier-ignore
  expect(Math.hypot(...u)).toBeCloseTo(2, 14);
  expect(prox.ball(2).value(u)).toBe(0);
  expect(prox.ball(2).value(u.map((x) => 1.001 * x))).toBe(Infinity);
});

const a = group("a", 0, 1);
test.each([
  [() => prox.groupLasso(-1, []), "prox.groupLasso: mu must be a finite number ≥ 0, got -1"],
  [() => prox.groupLasso(1, [a, group("b", 2, 1)]), "prox.groupLasso: groups must not overlap, got 1 in a and in b"],
  [() => prox.groupLasso(1, [group("b", 2, 2)]), "prox.groupLasso: groups must not overlap, got 2 in b and in b"],
  [() => prox.groupLasso(1, [a, group("a", 5)]), "prox.groupLasso: names of groups must be distinct, got a twice"],
  [() => prox.groupLasso(1, [group("c")]), "prox.groupLasso: a group must not be empty, got c"],
  [() => prox.groupLasso(1, [group("c", -1)]), "prox.groupLasso: positions must be ≥ 0, got -1 in c"],
  [() => prox.groupLasso(1, [a], { weights: [1, 2] }), "prox.groupLasso: weights must have length 1, got 2"],
  [() => prox.groupLasso(1, [a], { weights: () => -1 }), "prox.groupLasso: weight of a must be a finite number ≥ 0, got -1"],
  [() => prox.groupLasso(1, [a]).prox(Float64Array.of(1), 1), "prox.groupLasso: positions must be less than 1, got 1"],
  [() => prox.sparseGroupLasso(-1, 1, []), "prox.sparseGroupLasso: mu1 must be a finite number ≥ 0, got -1"],
  [() => prox.sparseGroupLasso(1, -1, []), "prox.sparseGroupLasso: mu2 must be a finite number ≥ 0, got -1"],
  [() => prox.ball(0), "prox.ball: c must be a finite number > 0, got 0"],
  [() => prox.ball(1).stationarity(Float64Array.of(2), Float64Array.of(1)), "prox.ball(1): x must be in the domain, got the norm 2"],
  [() => prox.ball(1).prox(Float64Array.of(2), Float64Array.of(1, 2)), "prox.ball(1): tau must have length 1, got 2"],
])("refuses %s", (wrong, message) => {
  expect(wrong).toThrow(message);
}); // prettier-ignore

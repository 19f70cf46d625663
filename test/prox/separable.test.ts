/** Closed forms, conjugates, exact zeros and errors of the maps that look at each coordinate alone. */
import { expect, test } from "vitest";
import * as prox from "../../src/prox/index.js";
import { normalVector } from "../support/matrices.js";

const z = Float64Array.of(-3, -1, -0.5, 0, 0.5, 1, 3);
/** Powers of two, so that closed forms are exact. */
const tau = Float64Array.of(2, 2, 2, 2, 0.5, 0.5, 0.5);

test.each([
  [prox.l1(1), [-2.5, -0.5, 0, 0, 0, 0, 1]],
  [prox.l2Squared(2), [-1.5, -0.5, -0.25, 0, 0.1, 0.2, 0.6]],
  [prox.elasticNet(1, 2), [-1.25, -0.25, 0, 0, 0, 0, 0.2]],
  [prox.nonNegativeL1(1), [0, 0, 0, 0, 0, 0, 1]],
  [prox.box(-2, 0.75), [-2, -1, -0.5, 0, 0.5, 0.75, 0.75]],
  [prox.maxBall(0.75), [-0.75, -0.75, -0.5, 0, 0.5, 0.75, 0.75]],
  [prox.l1Box(1, -2, 0.75), [-2, -0.5, 0, 0, 0, 0, 0.75]],
  [prox.l0(1), [-3, 0, 0, 0, 0, 0, 3]],
  [prox.binary(2), [-1, -1, -2 / 3, 1 / 3, 1.25 / 1.5, 1, 1]],
])("$name in closed form, zeros exact", (map, expected) => {
  // Object.is: a zero is +0, and nothing is off by a bit but quotients by 1.5 and 5.
  map.prox(z, tau).forEach((u, i) => {
    if (expected[i] === 0) expect(u).toBe(0);
    else expect(Math.abs(u - expected[i])).toBeLessThan(2e-16);
  });
});

test.each([
  [prox.l1(1), 9],
  [prox.l2Squared(2), 20.5 + 0],
  [prox.elasticNet(1, 2), 29.5],
  [prox.nonNegativeL1(1), Infinity],
  [prox.box(-3, 3), 0],
  [prox.box(-2, 3), Infinity],
  [prox.maxBall(2.5), Infinity],
  [prox.l1Box(1, -3, 3), 9],
  [prox.l0(0.5), 3],
])("the value of $name", (map, expected) => {
  expect(map.value(z)).toBe(expected);
});

test("the penalty of binary networks at its best a, and nothing at ±1", () => {
  const map = prox.binary(0.8);
  const paper = (x: number, a: number): number => 0.2 * (a * (x + 1) ** 2 + (1 - a) * (x - 1) ** 2);
  for (const x of [-1, -0.6, 0, 0.3, 1]) {
    const best = Math.min(...[0, 0.25, 0.5, 0.75, 1].map((a) => paper(x, a)));
    expect(map.value(Float64Array.of(x))).toBeCloseTo(best, 15);
  }
  expect(map.value(Float64Array.of(-1, 1))).toBe(0);
  expect(map.value(Float64Array.of(1.5))).toBe(Infinity);
  // At 0 both ways down are open, and the gradient says which is steeper.
  expect([...map.stationarity(Float64Array.of(0, 0), Float64Array.of(1, -1))]).toEqual([0.6, -0.6]);
});

test.each([
  { map: prox.l1(0.6), conjugate: prox.maxBall(0.6) },
  { map: prox.l2Squared(0.6), conjugate: prox.l2Squared(1 / 0.6) },
  { map: prox.nonNegativeL1(0.6), conjugate: prox.box(-Infinity, 0.6) },
  { map: prox.box(-Infinity, 0.6), conjugate: prox.nonNegativeL1(0.6) },
])("Moreau: $map.name and its conjugate $conjugate.name add up to the point", (pair) => {
  // z = prox_r(z; τ) + prox_r*(τ z; 1/τ)/τ
  const [point, metric] = [normalVector(50, 1), normalVector(50, 2).map(Math.exp)];
  const dual = pair.conjugate.prox(
    point.map((x, i) => metric[i] * x),
    metric.map((t) => 1 / t),
  );
  pair.map.prox(point, metric).forEach((u, i) => {
    expect(Math.abs(u + dual[i] / metric[i] - point[i])).toBeLessThan(1e-15);
  });
});

test("a hard step ends at exact zeros: x + (u − x) is 0 where u is", () => {
  const x = normalVector(200, 3);
  const u = prox.l1(0.5).prox(normalVector(200, 4), 1);
  const next = x.map((xi, i) => xi + (u[i] - xi));
  expect(next.filter((xi) => xi === 0).length).toBeGreaterThan(20);
});

test.each([
  [() => prox.l1(-1), "prox.l1: mu must be a finite number ≥ 0, got -1"],
  [() => prox.l2Squared(NaN), "prox.l2Squared: mu must be a finite number ≥ 0, got NaN"],
  [() => prox.elasticNet(1, -2), "prox.elasticNet: mu2 must be a finite number ≥ 0, got -2"],
  [() => prox.elasticNet(-1, 2), "prox.elasticNet: mu1 must be a finite number ≥ 0, got -1"],
  [() => prox.nonNegativeL1(Infinity), "prox.nonNegativeL1: mu must be a finite number ≥ 0"],
  [() => prox.l0(-1), "prox.l0: mu must be a finite number ≥ 0, got -1"],
  [() => prox.binary(-1), "prox.binary: mu must be a finite number ≥ 0, got -1"],
  [() => prox.maxBall(0), "prox.maxBall: c must be a finite number > 0, got 0"],
  [() => prox.box(1, -1), "prox.box: lo must be at most hi, got 1 and -1"],
  [() => prox.box(NaN, 1), "prox.box: lo must be at most hi, got NaN and 1"],
  [() => prox.box(-Infinity, -Infinity), "prox.box: lo must be at most hi, got -Infinity and"],
  [() => prox.l1Box(1, 2, 1), "prox.l1Box: lo must be at most hi, got 2 and 1"],
  [() => prox.l1Box(-1, 0, 1), "prox.l1Box: mu must be a finite number ≥ 0, got -1"],
  [() => prox.l1(1).prox(z, 0), "prox.l1(1): tau must be a finite number > 0, got 0"],
  [() => prox.l1(1).prox(z, tau.slice(1)), "prox.l1(1): tau must have length 7, got 6"],
  [() => prox.box(-2, 3).stationarity(z, z), "prox.box(-2, 3): x must be in the domain, got -3 at index 0"], // prettier-ignore
])("refuses %s", (wrong, message) => {
  expect(wrong).toThrow(message);
});

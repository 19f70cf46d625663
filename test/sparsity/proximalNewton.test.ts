import { describe, expect, test } from "vitest";
import { axpy, dot, norm } from "../../src/core/vector.js";
import { l1 } from "../../src/prox/l1.js";
import { newtonStep } from "../../src/sparsity/newtonStep.js";
import { ProximalNewton } from "../../src/sparsity/proximalNewton.js";
import { proximalStep } from "../../src/sparsity/proximalStep.js";
import { trustRegion } from "../../src/sparsity/trustRegion.js";
import { normalVector, symmetricFromEigenvalues } from "../support/matrices.js";

const eigenvalues = [6, 3, 1, 0.4, 0.1, 0.02];
const n = eigenvalues.length;
const A = symmetricFromEigenvalues(eigenvalues, 3);
const times = (v: Float64Array) => v.map((_, i) => dot(A.subarray(i * n, i * n + n), v));
const all = new Uint8Array(n).fill(1);
const options = { products: 50, accuracy: 1e-12, radius: 1e6 };
const product = (v: Float64Array) => Promise.resolve(times(v));
const sum = (x: Float64Array, y: Float64Array) => x.map((xi, i) => xi + y[i]);

/** ½ xᵀA x with its gradient. */
const square = (x: Float64Array) => ({ x, value: 0.5 * dot(x, times(x)), gradient: times(x) });

describe("a quadratic in a ball", () => {
  const slope = normalVector(n, 1);
  const model = (d: Float64Array) => dot(slope, d) + 0.5 * dot(d, times(d));

  test("is solved where the ball is large, and the fall is the quadratic's", async () => {
    const { direction, fall, boundary } = await trustRegion(slope, all, { ...options, product });
    expect(norm(sum(times(direction), slope))).toBeLessThan(1e-10);
    expect(fall).toBeCloseTo(-model(direction), 10);
    expect(boundary).toBe(false);
  });

  test("ends at the boundary of a small one, and falls further than the steepest descent", async () => {
    const small = { ...options, radius: 2, product };
    const { direction, fall, boundary } = await trustRegion(slope, all, small);
    expect(boundary).toBe(true);
    expect(norm(direction)).toBeCloseTo(2, 12);
    expect(fall).toBeCloseTo(-model(direction), 12);
    const steepest = slope.map((s) => (-2 * s) / norm(slope));
    expect(model(direction)).toBeLessThan(model(steepest));
  });

  test("goes to the boundary where the matrix curves down, and only free entries move", async () => {
    const down = (v: Float64Array) => Promise.resolve(times(v).map((y) => -y));
    const free = Uint8Array.of(1, 0, 1, 1, 0, 1);
    const bent = await trustRegion(slope, free, { ...options, radius: 2, product: down });
    expect(norm(bent.direction)).toBeCloseTo(2, 12);
    expect([...bent.direction].map((d) => d !== 0)).toEqual([...free].map((on) => on === 1));
  });
});

test("a proximal step is halved until the bound holds; then f + r has not risen", async () => {
  const map = l1(0.2);
  for (let seed = 0; seed < 20; seed++) {
    const from = square(normalVector(n, seed));
    const evaluate = (x: Float64Array) => Promise.resolve(square(x));
    const { at, gamma } = await proximalStep({ map, evaluate, noise: 0 }, from, 64);
    expect(at.x).toEqual(
      map.prox(
        from.x.map((x, i) => x - gamma * from.gradient[i]),
        1 / gamma,
      ),
    );
    expect(at.value + map.value(at.x)).toBeLessThanOrEqual(from.value + map.value(from.x));
    const change = sum(
      at.x,
      from.x.map((x) => -x),
    );
    const bound = from.value + dot(from.gradient, change) + dot(change, change) / (2 * gamma);
    expect(at.value).toBeLessThanOrEqual(bound);
    if (gamma < 64) expect(gamma).toBeGreaterThan(1 / 12); // not shorter than half of 1/L
  }
});

test("Newton's step keeps zeros and signs, and foretells what a quadratic does", async () => {
  const map = l1(0.05);
  let sentToZero = 0;
  for (let seed = 0; seed < 20; seed++) {
    const start = normalVector(n, seed).map((x, i) => (i === 2 ? 0 : x));
    const from = square(start);
    const { direction, fall } = await newtonStep(from, map, { ...options, product });
    const to = sum(from.x, direction);
    expect(to[2]).toBe(0);
    to.forEach((x, i) => expect(x * start[i]).toBeGreaterThanOrEqual(0));
    const changed = to.filter((x, i) => x === 0 && start[i] !== 0).length;
    sentToZero += changed;
    const fallen = from.value + map.value(from.x) - square(to).value - map.value(to);
    expect(fallen).toBeCloseTo(fall, 9);
  }
  expect(sentToZero).toBeGreaterThan(10);
});

test("f + r never rises, on a function with valleys and hills, and ends where it is stationary", async () => {
  const map = l1(0.1);
  const evaluate = (x: Float64Array) => {
    const { value, gradient } = square(x);
    axpy(
      -2,
      x.map((xi) => Math.sin(2 * xi)),
      gradient,
    );
    return Promise.resolve({
      x,
      value: value + x.reduce((s, xi) => s + Math.cos(2 * xi), 0),
      gradient,
    });
  };
  const linearize = (x: Float64Array) => ({
    apply: (v: Float64Array) =>
      Promise.resolve(times(v).map((y, i) => y - 4 * Math.cos(2 * x[i]) * v[i])),
    close: () => undefined,
  });
  const problem = { map, noise: 1e-15, evaluate, linearize };
  const newton = new ProximalNewton(problem, await evaluate(normalVector(n, 5)));
  const left = () => norm(map.stationarity(newton.at.x, newton.at.gradient));
  let steps = 0;
  for (; steps < 40 && left() > 1e-9; steps++) {
    const before = newton.at;
    await newton.step();
    const rise = newton.at.value + map.value(newton.at.x) - before.value - map.value(before.x);
    expect(rise).toBeLessThanOrEqual(1e-14);
  }
  expect(left()).toBeLessThan(1e-9);
  expect(steps).toBeLessThan(20);
});

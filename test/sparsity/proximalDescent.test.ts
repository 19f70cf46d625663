import { expect, test } from "vitest";
import { axpy, dot, norm } from "../../src/core/vector.js";
import { l1 } from "../../src/prox/l1.js";
import { forwardBackward } from "../../src/sparsity/forwardBackward.js";
import { InverseHessian } from "../../src/sparsity/inverseHessian.js";
import { ProximalDescent } from "../../src/sparsity/proximalDescent.js";
import { normalVector, symmetricFromEigenvalues } from "../support/matrices.js";

const eigenvalues = [6, 3, 1, 0.4, 0.1, 0.02];
const n = eigenvalues.length;
const A = symmetricFromEigenvalues(eigenvalues, 3);
const times = (v: Float64Array) => v.map((_, i) => dot(A.subarray(i * n, i * n + n), v));

test("the envelope lies between f + r at x̄ and at x, and its residual vanishes at solutions", () => {
  const map = l1(0.3);
  const value = (x: Float64Array) => 0.5 * dot(x, times(x));
  const at = (x: Float64Array) => ({ x, value: value(x), gradient: times(x) });
  for (let seed = 0; seed < 20; seed++) {
    const x = normalVector(n, seed);
    const { next, envelope, bound } = forwardBackward(map, at(x), 0.9 / 6);
    expect(envelope).toBeLessThanOrEqual(value(x) + map.value(x));
    expect(envelope).toBeGreaterThanOrEqual(value(next) + map.value(next));
    expect(bound).toBeGreaterThanOrEqual(value(next));
  }
  expect(forwardBackward(map, at(new Float64Array(n)), 0.15).residual).toBe(0);
});

test("BFGS maps the last change of gradient to the last change of place", () => {
  const inverse = new InverseHessian(3);
  expect(inverse.times(normalVector(n, 1), 2)).toEqual(normalVector(n, 1).map((x) => 2 * x));
  for (let k = 0; k < 5; k++) inverse.update(normalVector(n, k), times(normalVector(n, k)));
  const last = normalVector(n, 4);
  inverse.times(times(last), 1).forEach((x, i) => expect(x).toBeCloseTo(last[i], 12));
  inverse.update(
    normalVector(n, 9),
    times(normalVector(n, 9)).map((y) => -y),
  ); // curves down
  inverse.times(times(last), 1).forEach((x, i) => expect(x).toBeCloseTo(last[i], 12));
});

test("the envelope never rises, on a function with valleys and hills, and ends where it is flat", async () => {
  const value = (x: Float64Array) =>
    0.5 * dot(x, times(x)) + x.reduce((sum, xi) => sum + Math.cos(2 * xi), 0);
  const gradient = (x: Float64Array) => {
    const g = times(x);
    axpy(
      -2,
      x.map((xi) => Math.sin(2 * xi)),
      g,
    );
    return g;
  };
  const map = l1(0.1);
  const problem = {
    map,
    noise: 0,
    value: (x: Float64Array) => Promise.resolve(value(x)),
    gradient: (x: Float64Array) => Promise.resolve({ x, value: value(x), gradient: gradient(x) }),
  };
  const descent = await ProximalDescent.from(problem, normalVector(n, 5), 5);
  for (let k = 0; k < 80 && descent.at.residual > 1e-9; k++) {
    const before = descent.at;
    await descent.step();
    if (descent.at.gamma === before.gamma)
      expect(descent.at.envelope).toBeLessThanOrEqual(before.envelope);
  }
  const { next } = descent.at;
  expect(norm(map.stationarity(next, gradient(next)))).toBeLessThan(1e-8);
});

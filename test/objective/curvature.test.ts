/** Linearized products, Gauss–Newton, empirical Fisher and the third derivative. */
import * as tf from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { dot } from "../../src/core/vector.js";
import { objective, type Objective } from "../../src/objective/objective.js";
import { sampleGradients } from "../../src/objective/sampleGradients.js";
import { predictor } from "../../src/objective/predictor.js";
import { empiricalFisher, gaussNewton, hessian } from "../../src/operators/hessian.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import {
  dataOf,
  genericPoint,
  networks,
  objectiveOf,
  rows,
  type Network,
} from "../support/networks.js";

const kinds = ["hessian", "gaussNewton", "empiricalFisher"] as const;

describe.each(networks)("$name", (network) => {
  const exact = objectiveOf(network, "float64", 5);
  const theta = genericPoint(exact);
  const v = normalVector(exact.size, 1);

  test.each(kinds)("linearized products of the %s are its products", async (curvature) => {
    const product = await exact.product(theta, v, { curvature });
    const matrix = exact.linearize(theta, { curvature });
    for (let i = 0; i < 2; i++) expectClose(await matrix.apply(v), product, 1e-14);
    expect(matrix.bytes).toBeGreaterThan(0);
    const compiled = objectiveOf(network, "float32", 5);
    const fast = compiled.linearize(theta, { curvature });
    for (let i = 0; i < 2; i++) expectClose(await fast.apply(v), product, 1e-5);
    expect(fast.bytes).toBeGreaterThan(0);
    await compiled.close();
  });

  test("Gauss–Newton is (1/N) Σ Jᵢᵀ (diag p − p pᵀ) Jᵢ", async () => {
    const expected = await denseGaussNewton(network, theta, v);
    expectClose(await exact.product(theta, v, { curvature: "gaussNewton" }), expected, 1e-6);
  });

  test("the Jacobian is the change of the outputs, its transpose its adjoint", async () => {
    const J = exact.jacobian(theta);
    const predict = predictor({ ...network.model, precision: "float64" });
    const at = async (s: number) =>
      (await predict.outputs(theta.map((t, i) => t + s * v[i]), dataOf(network).inputs)).values; // prettier-ignore
    const h = 1e-6;
    const [a, b] = [await at(h), await at(-h)];
    const Jv = await J.apply(v);
    expectClose(Jv, a.map((x, i) => (x - b[i]) / (2 * h)), 1e-7); // prettier-ignore
    const u = normalVector(Jv.length, 6);
    const Ju = await J.applyTransposed(u);
    expect(dot(u, Jv)).toBeCloseTo(dot(Ju, v), 10);
    const again = J.applyTransposed(u);
    const kept = u.slice();
    u.fill(7); // too late: it was copied
    expect(await again).toEqual(Ju);
    u.set(kept);
    for (const length of [5, 2 * u.length]) {
      await expect(J.applyTransposed(new Float64Array(length))).rejects.toThrow(
        `applyTransposed: u must have length ${u.length}, got ${length}`,
      );
    }
    await expect(J.applyTransposed(u.fill(NaN))).rejects.toThrow(
      "applyTransposed: u must be finite, got NaN at index 0",
    );
  });

  test("the empirical Fisher matrix is (1/N) Σ gᵢ gᵢᵀ", async () => {
    const expected = new Float64Array(exact.size);
    for (const gradient of await sampleGradients(exact, theta)) {
      const overlap = dot(gradient, v) / rows;
      gradient.forEach((g, j) => (expected[j] += overlap * g));
    }
    expectClose(await exact.product(theta, v, { curvature: "empiricalFisher" }), expected, 1e-12);
  });

  test("the third derivative is the gradient of vᵀ H v", async () => {
    const u = normalVector(exact.size, 2);
    const h = 1e-5;
    const at = async (s: number) => {
      const moved = theta.map((t, i) => t + s * u[i]);
      return dot(v, await exact.product(moved, v));
    };
    const difference = (8 * ((await at(h)) - (await at(-h))) - ((await at(2 * h)) - (await at(-2 * h)))) / (12 * h); // prettier-ignore
    const third = dot(u, await exact.curvatureGradient(theta, v));
    expect(Math.abs(third - difference)).toBeLessThan(1e-6 * (1 + Math.abs(third)));
  });
});

/** J by differences of the outputs, S in closed form. */
async function denseGaussNewton(network: Network, theta: Float64Array, v: Float64Array) {
  const predict = predictor({ ...network.model, precision: "float64" });
  const { inputs } = dataOf(network);
  const at = async (s: number, w: Float64Array) =>
    (await predict.outputs(theta.map((t, i) => t + s * w[i]), inputs)).values; // prettier-ignore
  const h = 1e-6;
  const slope = async (w: Float64Array) => {
    const [above, below] = [await at(h, w), await at(-h, w)];
    return above.map((z, i) => (z - below[i]) / (2 * h));
  };
  const [z, dz] = [await at(0, v), await slope(v)];
  const c = network.classes;
  const curved = new Float64Array(z.length);
  for (let row = 0; row < rows; row++) {
    const exp = Array.from({ length: c }, (_, k) => Math.exp(z[row * c + k]));
    const total = exp.reduce((a, b) => a + b, 0);
    const p = exp.map((e) => e / total);
    const mean = p.reduce((sum, q, k) => sum + q * dz[row * c + k], 0);
    p.forEach((q, k) => (curved[row * c + k] = (q * (dz[row * c + k] - mean)) / rows));
  }
  const result = new Float64Array(theta.length);
  for (let j = 0; j < theta.length; j++) {
    const unit = new Float64Array(theta.length);
    unit[j] = 1;
    result[j] = dot(curved, await slope(unit));
  }
  return result;
}

const linear = (precision: "float32" | "float64", batchSize = 4): Objective =>
  objective({
    parameters: { W: { values: normalVector(12, 2), shape: [3, 4] } },
    outputs: (p, x) => tf.matMul(x, p.W),
    loss: "softmaxCrossEntropy",
    data: {
      inputs: { values: normalVector(18, 1), shape: [6, 3] },
      targets: { values: Int32Array.from([0, 1, 2, 3, 0, 1]), shape: [6] },
    },
    precision,
    batchSize,
  });

test("Hessian and Gauss–Newton are one where outputs are linear in the parameters", async () => {
  const f = linear("float64");
  const v = normalVector(12, 5);
  expectClose(await gaussNewton(f, f.start).apply(v), await hessian(f, f.start).apply(v), 1e-14);
  expect(dot(v, await gaussNewton(f, f.start).apply(v))).toBeGreaterThan(0);
});

test("memory bounds what is kept, not what is computed", async () => {
  const network = networks[2];
  const f = objectiveOf(network, "float32", 3); // four equal batches
  const theta = genericPoint(f);
  const v = normalVector(f.size, 1);
  const all = f.linearize(theta);
  const expected = await all.apply(v);
  const one = all.bytes / 4;
  for (const [memory, batches] of [
    [0, 0],
    [0.9 * one, 0], // the first one tells how large they are, and is not kept either
    [one, 1],
    [1.9 * one, 1],
    [2.5 * one, 2],
    [100 * one, 4],
    [Infinity, 4],
  ]) {
    // prettier-ignore
    const some = f.linearize(theta, { memory });
    const first = await some.apply(v);
    expectClose(first, expected, 1e-6);
    expect(await some.apply(v)).toEqual(first);
    expect(some.bytes).toBeCloseTo(batches * one, 6);
    some.close();
    expect(some.bytes).toBe(0);
    expectClose(await some.apply(v), expected, 1e-6); // usable after close
  }
  await f.close();
});

test("a last batch of another size is kept only where it fits", async () => {
  const f = objectiveOf(networks[2], "float32", [2, 10]);
  const v = normalVector(f.size, 1);
  const all = f.linearize(f.start);
  await all.apply(v);
  const small = f.linearize(f.start, { memory: 0.6 * all.bytes });
  await small.apply(v);
  expect(small.bytes).toBeGreaterThan(0);
  expect(small.bytes).toBeLessThan(0.4 * all.bytes);
  await f.close();
});

test("memory bounds what a Jacobian keeps, on both sides together", async () => {
  const f = objectiveOf(networks[2], "float32", 3);
  const theta = genericPoint(f);
  const v = normalVector(f.size, 1);
  const all = f.jacobian(theta, { memory: Infinity });
  const forward = await all.apply(v);
  const one = all.bytes / 4;
  const backward = await all.applyTransposed(forward);
  const both = all.bytes;
  expect(both).toBeGreaterThan(4 * one);
  for (const memory of [0, 0.9 * one, 2.5 * one, 4.1 * one, both]) {
    const some = f.jacobian(theta, { memory });
    for (let i = 0; i < 2; i++) {
      expect(await some.apply(v)).toEqual(forward);
      expect(await some.applyTransposed(forward)).toEqual(backward);
      expect(some.bytes).toBeLessThanOrEqual(memory);
      expect(some.bytes > 0).toBe(memory >= one);
    }
    some.close();
    expect(some.bytes).toBe(0);
    expect(await some.apply(v)).toEqual(forward); // usable after close
  }
  expect(() => f.jacobian(theta, { memory: NaN })).toThrow(
    "jacobian: memory must be a number ≥ 0, got NaN",
  );
  await f.close();
});

test("a linearization stays at its point when the caller's vector moves", async () => {
  const f = objectiveOf(networks[0], "float64");
  const theta = genericPoint(f);
  const v = normalVector(f.size, 1);
  const expected = await f.product(theta, v);
  const matrix = f.linearize(theta);
  theta.fill(7);
  expectClose(await matrix.apply(v), expected, 1e-14);
});

test("matrices that need outputs say so", async () => {
  const parameters = { w: { values: [1], shape: [1] } };
  const f = objective({ parameters, loss: (p) => tf.sum(p.w) });
  await expect(gaussNewton(f, f.start).apply(f.start)).rejects.toThrow(
    "gaussNewton: the objective must be given by outputs and loss, got loss alone",
  );
  await expect(empiricalFisher(f, f.start).apply(f.start)).rejects.toThrow("empiricalFisher: ");
  expect(() => f.linearize(f.start, { memory: -1 })).toThrow(
    "linearize: memory must be a number ≥ 0, got -1",
  );
});

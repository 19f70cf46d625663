/** Hessian products against a dense Hessian that is computed another way. */
import * as tf from "@tensorflow/tfjs";
import { afterAll, describe, expect, test } from "vitest";
import { losses } from "../../src/objective/losses.js";
import { objective } from "../../src/objective/objective.js";
import { hessian } from "../../src/operators/hessian.js";
import { expectClose, relativeError } from "../support/closeness.js";
import { denseHessian, multiply } from "../support/denseHessian.js";
import { normalVector } from "../support/matrices.js";
import type { Net } from "../support/nets.js";
import { dataOf, genericPoint, networks, objectiveOf } from "../support/networks.js";

describe.each(networks)("$name", (network) => {
  const exact = objectiveOf(network, "float64");
  const compiled = objectiveOf(network, "float32", 5);
  const theta = genericPoint(exact);
  const v = normalVector(exact.size, 1);
  afterAll(() => compiled.close());

  test("products equal the dense Hessian to 1e-10", async () => {
    const { inputs, targets } = dataOf(network);
    const loss: Net["loss"] = (p, batch) =>
      losses.softmaxCrossEntropy(network.model.outputs(p, batch.inputs), batch.targets);
    const net = { parameters: network.model.parameters, data: { inputs, targets }, loss };
    const matrix = await denseHessian(net, theta);
    for (const seed of [1, 2, 3]) {
      const direction = normalVector(exact.size, seed);
      expectClose(await exact.product(theta, direction), multiply(matrix, direction), 1e-10);
    }
  });

  test("the dense Hessian is symmetric and the gradient's derivative", async () => {
    const step = 1e-5;
    const at = async (s: number) =>
      (await exact.gradient(theta.map((t, i) => t + s * v[i]))).gradient;
    // Fourth order in the step: (8 (g₊ − g₋) − (g₊₊ − g₋₋)) / 12.
    const [a, b, c, d] = [await at(step), await at(-step), await at(2 * step), await at(-2 * step)];
    const difference = a.map((x, i) => (8 * (x - b[i]) - (c[i] - d[i])) / (12 * step));
    expectClose(await exact.product(theta, v), difference, 1e-8);
  });

  test("the compiled executor equals the reference to 1e-5", async () => {
    expect(await compiled.value(theta)).toBeCloseTo(await exact.value(theta), 6);
    const [fast, slow] = [await compiled.gradient(theta), await exact.gradient(theta)];
    expectClose(fast.gradient, slow.gradient, 1e-5);
    expect(fast.value).toBeCloseTo(slow.value, 6);
    const [product, expected] = [await compiled.product(theta, v), await exact.product(theta, v)];
    expectClose(product, expected, 1e-5);
    // The bound that enters every certificate holds, here with room.
    expect(relativeError(product, expected)).toBeLessThan(compiled.relativeError);
  });

  test.each([[[12]], [[5, 4, 3]], [Array<number>(12).fill(1)]])(
    "products of batches %j",
    async (sizes) => {
      const [split64, split32] = [
        objectiveOf(network, "float64", sizes),
        objectiveOf(network, "float32", sizes),
      ];
      expectClose(await split64.product(theta, v), await exact.product(theta, v), 1e-13);
      expect(await split64.value(theta)).toBeCloseTo(await exact.value(theta), 14);
      expectClose(await split32.product(theta, v), await exact.product(theta, v), 1e-5);
      await split32.close();
    },
  );

  test("a block of the Hessian is the rows and columns of its parameters", async () => {
    const [weights, bias] = exact.partition.parameters;
    const block = hessian(exact, theta, { block: [bias.name] });
    const unit = new Float64Array(bias.size);
    unit[0] = 1;
    const full = new Float64Array(exact.size);
    full[bias.offset] = 1;
    const column = await exact.product(theta, full);
    expect(block.size).toBe(bias.size);
    expect(await block.apply(unit)).toEqual(column.slice(weights.size, weights.size + bias.size));
  });
});

test("logistic regression has the Hessian (1/N) Σ (diag p − p pᵀ) ⊗ x xᵀ", async () => {
  const [n, d, c] = [6, 3, 4];
  const inputs = normalVector(n * d, 1);
  const f = objective({
    parameters: { W: { values: normalVector(d * c, 2), shape: [d, c] } },
    outputs: (p, x) => tf.matMul(x, p.W),
    loss: "softmaxCrossEntropy",
    data: {
      inputs: { values: inputs, shape: [n, d] },
      targets: { values: Int32Array.from([0, 1, 2, 3, 0, 1]), shape: [n] },
    },
    precision: "float64",
    batchSize: 4,
  });
  const matrix = new Float64Array((d * c) ** 2);
  for (let i = 0; i < n; i++) {
    const x = inputs.subarray(i * d, (i + 1) * d);
    const z = Array.from({ length: c }, (_, k) =>
      x.reduce((s, v, j) => s + v * f.start[j * c + k], 0),
    );
    const total = z.reduce((s, v) => s + Math.exp(v), 0);
    const p = z.map((v) => Math.exp(v) / total);
    for (let a = 0; a < d * c; a++) {
      for (let b = 0; b < d * c; b++) {
        const [j, k, l, m] = [Math.floor(a / c), a % c, Math.floor(b / c), b % c];
        matrix[a * d * c + b] += ((k === m ? p[k] : 0) - p[k] * p[m]) * x[j] * x[l] * (1 / n);
      }
    }
  }
  const v = normalVector(d * c, 3);
  expectClose(await f.product(f.start, v), multiply(matrix, v), 1e-13);
});

test("a penalty is added once, whatever the number of batches", async () => {
  const make = (batchSize: number) =>
    objective({
      parameters: { w: { values: [1, 2], shape: [2] } },
      loss: (p, batch: tf.Tensor) => tf.mean(tf.mul(batch, p.w)),
      data: { values: [1, 2, 3, 4, 5, 6], shape: [3, 2] },
      penalty: (p) => tf.sum(tf.square(p.w)),
      precision: "float64",
      batchSize,
    });
  for (const size of [1, 2, 3]) {
    const f = make(size);
    const { value, gradient: slope } = await f.gradient(f.start);
    expect(value).toBeCloseTo((9 * 1 + 12 * 2) / 6 + 5, 12);
    expectClose(slope, [9 / 6 + 2, 12 / 6 + 4], 1e-12);
    expectClose(await f.product(f.start, Float64Array.of(1, -1)), [2, -2], 1e-12);
  }
});

test("rows choose what is averaged, also out of order and repeated", async () => {
  const f = objectiveOf(networks[0], "float64", 5);
  const theta = genericPoint(f);
  const some = await f.gradient(theta, { rows: [7, 2, 2, 11, 0, 5, 6] });
  let expected = new Float64Array(f.size);
  for (const row of [7, 2, 2, 11, 0, 5, 6]) {
    const { gradient: one } = await f.gradient(theta, { rows: [row] });
    expected = expected.map((x, i) => x + one[i] / 7);
  }
  expectClose(some.gradient, expected, 1e-13);
  expect(relativeError(some.gradient, (await f.gradient(theta)).gradient)).toBeGreaterThan(1e-3);
});

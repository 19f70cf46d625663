/** Gradients of many rows at once are those of each row alone. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { sampleGradients } from "../../src/objective/sampleGradients.js";
import { ScalarProgram } from "../../src/objective/scalarProgram.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { nets } from "../support/nets.js";
import { dataOf, genericPoint, networks } from "../support/networks.js";

const precisions = [
  ["float64", 1e-12],
  ["float32", 1e-5],
] as const;

beforeAll(() => tf.setBackend("cpu"));

describe.each(nets)("$name", (net) => {
  test.each(precisions)("each row is a batch of its own (%s)", async (precision, tolerance) => {
    const f = objective({ ...net, precision });
    const gradients = await sampleGradients(f, f.start);
    expect(gradients).toHaveLength(f.samples);
    for (const [row, gradient] of gradients.entries()) {
      expectClose(gradient, (await f.gradient(f.start, { rows: [row] })).gradient, tolerance);
    }
    await f.close();
  });
});

describe.each(networks)("$name", (network) => {
  test.each(precisions)("rows in any order, with a penalty (%s)", async (precision, tolerance) => {
    const f = objective({
      ...network.model,
      loss: "softmaxCrossEntropy",
      data: dataOf(network),
      penalty: (p) => tf.addN(Object.values(p).map((x) => tf.sum(tf.square(x)))),
      precision,
    });
    const theta = genericPoint(f);
    for (const rows of [[3], [7, 2], [5, 5, 0, 11, 4]]) {
      const gradients = await sampleGradients(f, theta, rows);
      expect(gradients).toHaveLength(rows.length);
      for (const [i, row] of rows.entries()) {
        const { gradient } = await f.gradient(theta, { rows: [row] });
        expectClose(gradients[i], gradient, tolerance);
      }
    }
    await f.close();
  });
});

test.each([1, 2])("several chunks, the last one filled up (%i workers)", async (workers) => {
  const [rows, d] = [75, 3]; // 32 + 32 + 11
  const inputs = normalVector(rows * d, 1);
  const f = objective({
    parameters: { w: { values: [1, -2, 0.5], shape: [d] } },
    loss: ({ w }, x: tf.Tensor) => tf.mean(tf.square(tf.sum(tf.mul(x, w), -1))),
    data: { values: inputs, shape: [rows, d] },
    precision: "float64",
    workers,
  });
  const run = vi.spyOn(ScalarProgram.prototype, "gradients");
  const gradients = await sampleGradients(f, f.start);
  expect(run.mock.calls.map(([, k]) => k)).toEqual([32, 32, 32]);
  run.mockRestore();
  expect(gradients).toHaveLength(rows);
  gradients.forEach((gradient, i) => {
    const x = inputs.subarray(i * d, (i + 1) * d);
    const overlap = x[0] - 2 * x[1] + 0.5 * x[2];
    expectClose(
      gradient,
      x.map((v) => 2 * overlap * v),
      1e-13,
    );
  });
  await f.close();
});

test("an objective without data is a single sample", async () => {
  const parameters = { w: { values: [1, 2], shape: [2] } };
  const f = objective({ parameters, loss: ({ w }) => tf.sum(tf.square(w)), precision: "float64" });
  expect(await sampleGradients(f, f.start)).toEqual([Float64Array.of(2, 4)]);
});

test("rows are checked", async () => {
  const f = objective({ ...nets[0], precision: "float64" });
  await expect(sampleGradients(f, f.start, [])).rejects.toThrow(
    "sampleGradients: number of rows must be an integer ≥ 1, got 0",
  );
  await expect(sampleGradients(f, f.start, [0, 6])).rejects.toThrow(
    "objective: row must be an integer in [0, 5], got 6",
  );
});

import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { batches } from "../../src/objective/batches.js";
import { objective } from "../../src/objective/objective.js";
import { predictor } from "../../src/objective/predictor.js";
import { hessian } from "../../src/operators/hessian.js";
import { expectClose } from "../support/closeness.js";
import { dataOf, genericPoint, networks, objectiveOf } from "../support/networks.js";

const parameters = { w: { values: [1, 2], shape: [2] } };

test("an objective without data is a function of its parameters", async () => {
  const f = objective({ parameters, loss: (p) => tf.sum(tf.square(p.w)), precision: "float64" });
  expect([f.size, f.samples, f.executor]).toEqual([2, 1, "reference"]);
  expect(await f.gradient(f.start)).toEqual({ value: 5, gradient: Float64Array.of(2, 4) });
  expect(await hessian(f, f.start).apply(Float64Array.of(1, 0))).toEqual(Float64Array.of(2, 0));
});

test("starting values are copied in the order of the names", () => {
  const W = tf.tensor2d([[1, 2]]);
  const f = objective({ parameters: { W, b: tf.scalar(3) }, loss: (p) => tf.mean(p.W) });
  W.dispose();
  expect([...f.start]).toEqual([1, 2, 3]);
  expect(f.partition.parameters.map(({ name }) => name)).toEqual(["W", "b"]);
});

test("data may be a record of records, and keeps its integer type", async () => {
  const f = objective({
    parameters,
    loss: (p, batch) => {
      expect(batch.boxes.class.dtype).toBe("int32");
      return tf.mean(tf.mul(tf.sum(tf.mul(batch.x, p.w), 1), batch.boxes.class));
    },
    data: {
      x: { values: [1, 2, 3, 4], shape: [2, 2] },
      boxes: { class: { values: Int32Array.of(1, 3), shape: [2] } },
    },
    precision: "float64",
    batchSize: 1,
  });
  expect(await f.value(f.start)).toBeCloseTo((5 * 1 + 11 * 3) / 2, 13);
});

test("the point of a Hessian is copied: training may go on", async () => {
  const f = objective({
    parameters,
    loss: (p) => tf.sum(tf.mul(tf.square(p.w), p.w)),
    precision: "float64",
  });
  const theta = Float64Array.of(1, 1);
  const H = hessian(f, theta);
  theta.fill(100);
  expect(await H.apply(Float64Array.of(1, 0))).toEqual(Float64Array.of(6, 0));
});

test("tensors that a loss brings along are the same numbers in every batch", async () => {
  const weights = tf.tensor1d([1, 2]);
  const make = (batchSize: number) =>
    objective({
      parameters,
      loss: (p, x: tf.Tensor) => tf.mean(tf.sum(tf.mul(tf.square(tf.mul(x, p.w)), weights), 1)),
      data: { values: [1, 2, 3, 4, 5, 6], shape: [3, 2] },
      precision: "float64",
      batchSize,
    });
  const expected = (1 * (1 + 9 + 25) + 2 * 4 * (4 + 16 + 36)) / 3;
  for (const size of [3, 2, 1]) {
    expect(await make(size).value(Float64Array.of(1, 2))).toBeCloseTo(expected, 12);
  }
  weights.dispose();
});

test("a parameter that the loss does not read has derivatives 0, and that is no error", async () => {
  const both = { ...parameters, b: { values: [3], shape: [1] } };
  const f = objective({ parameters: both, loss: (p) => tf.sum(tf.square(p.w)) });
  expect((await f.gradient(f.start)).gradient).toEqual(Float64Array.of(2, 4, 0));
  expect(await f.product(f.start, Float64Array.of(1, 1, 1))).toEqual(Float64Array.of(2, 2, 0));
  await f.close();
});

test("class numbers may come as plain numbers", async () => {
  const make = (values: readonly number[] | Int32Array) =>
    objective({
      parameters,
      outputs: linear,
      loss: "softmaxCrossEntropy",
      data: { inputs, targets: { values, shape: [2] } },
      precision: "float64",
    });
  const at = Float64Array.of(0.5, -1);
  expect(await make([0, 1]).value(at)).toBe(await make(Int32Array.of(0, 1)).value(at));
});

test("two runs give the same bytes", async () => {
  const run = async () => {
    const f = objectiveOf(networks[2], "float32", 5);
    const theta = genericPoint(f);
    const result = [await f.gradient(theta), await f.product(theta, theta)];
    await f.close();
    return result;
  };
  expect(await run()).toEqual(await run());
});

test("a closed objective compiles again when it is used again", async () => {
  const f = objectiveOf(networks[0], "float32", 5);
  const before = await f.product(f.start, f.start);
  await f.close();
  expect(await f.product(f.start, f.start)).toEqual(before);
  await f.close();
});

test("an objective leaves no tensors behind", async () => {
  const before = tf.memory().numTensors;
  const f = objectiveOf(networks[2], "float32", 5);
  await f.product(f.start, f.start);
  await f.close();
  expect(tf.memory().numTensors).toBe(before);
});

test("the predictor's outputs are the network's, whatever the batches", async () => {
  const network = networks[2];
  const { inputs } = dataOf(network);
  const f = objectiveOf(network, "float64");
  const theta = genericPoint(f);
  const [small, whole] = [5, 12].map((batchSize) =>
    predictor({ ...network.model, batchSize, precision: "float64" }),
  );
  const { values, shape } = await small.outputs(theta, inputs);
  expect(shape).toEqual([12, 4]);
  expectClose(values, (await whole.outputs(theta, inputs)).values, 1e-14);
});

test("batches cover all rows with weights that sum to one", () => {
  expect(batches(5, 2)).toEqual([
    { from: 0, to: 2, weight: 0.4 },
    { from: 2, to: 4, weight: 0.4 },
    { from: 4, to: 5, weight: 0.2 },
  ]);
  expect(batches(5, 128)).toHaveLength(1);
});

let calls = 0;
const inputs = { values: [1, 2], shape: [2, 1] };
const labels = { values: Int32Array.of(0, 5), shape: [2] };
const linear = (p: { readonly w: tf.Tensor }, x: tf.Tensor) =>
  tf.matMul(x, tf.reshape(p.w, [1, 2]));
const sumOf = (p: { readonly w: tf.Tensor }) => tf.sum(p.w);

test.each<[string, () => unknown]>([
  [
    "objective: data inputs must be finite, got NaN at index 1",
    () =>
      objective({
        parameters,
        outputs: linear,
        loss: "meanSquaredError",
        data: { inputs: { values: [1, NaN], shape: [2, 1] }, targets: labels },
      }),
  ],
  [
    "objective: parameter w must be finite, got Infinity at index 0",
    () => objective({ parameters: { w: { values: [Infinity], shape: [1] } }, loss: sumOf }),
  ],
  [
    "objective: data inputs must be a tensor or { values, shape }, got undefined",
    () =>
      objective({
        parameters,
        outputs: linear,
        loss: "meanSquaredError",
        data: { inputs: undefined as never, targets: labels },
      }),
  ],
  [
    "record: kernel Unique (x [2] float32) is not covered",
    () =>
      objective({ parameters, loss: (p) => tf.sum(tf.unique(p.w).values) }).value(
        new Float64Array(2),
      ),
  ],
  [
    "record: a loss must not read values",
    () =>
      objective({ parameters, loss: (p) => tf.mul(tf.sum(p.w), p.w.arraySync() as number) }).value(
        new Float64Array(2),
      ),
  ],
  [
    "objective: parameters must not be empty",
    () => objective({ parameters: {}, loss: () => tf.scalar(1) }),
  ],
  [
    "objective: batchSize must be an integer ≥ 1, got 0",
    () => objective({ parameters, loss: sumOf, data: inputs, batchSize: 0 }),
  ],
  [
    "objective: batchSize must add up to 2 samples, got 3",
    () => objective({ parameters, loss: sumOf, data: inputs, batchSize: [1, 2] }),
  ],
  ["objective: data targets must have 2 rows like the rest, got shape [3]", () => objective({ parameters, outputs: linear, loss: "meanSquaredError", data: { inputs, targets: { values: [1, 2, 3], shape: [3] } } })], // prettier-ignore
  [
    "objective: a named loss needs outputs and data",
    () => objective({ parameters, loss: "meanSquaredError" as never }),
  ],
  ["objective: loss must be one of softmaxCrossEntropy, meanSquaredError, sigmoidCrossEntropy, got hinge", () => objective({ parameters, outputs: linear, loss: "hinge" as never, data: { inputs, targets: labels } })], // prettier-ignore
  ["objective: loss must be a function, got 3", () => objective({ parameters, loss: 3 as never })],
  ["objective: precision must be one of float32, float64, got float16", () => objective({ parameters, loss: sumOf, precision: "float16" as never })], // prettier-ignore
  [
    "value: theta must have length 2, got 3",
    () => objective({ parameters, loss: sumOf }).value(new Float64Array(3)),
  ],
  ["value: theta must be finite, got NaN at index 1", () => objective({ parameters, loss: sumOf }).value(Float64Array.of(0, NaN))], // prettier-ignore
  [
    "product: v must have length 2, got 1",
    () => objective({ parameters, loss: sumOf }).product(new Float64Array(2), new Float64Array(1)),
  ],
  [
    "objective: loss must be a scalar (tf.mean, tf.sum), got shape [2]",
    () => objective({ parameters, loss: (p) => p.w }).value(new Float64Array(2)),
  ],
  [
    "objective: loss must be deterministic",
    () =>
      objective({ parameters, loss: (p) => tf.mul(tf.sum(p.w), calls++) }).value(
        new Float64Array(2),
      ),
  ],
  ["objective: loss must be deterministic", () => objective({ parameters, loss: (p) => tf.sum(tf.mul(p.w, tf.randomNormal([2]))) }).value(new Float64Array(2))], // prettier-ignore
  ["softmaxCrossEntropy: labels must be integers in [0, 1], got 5 in row 1", () => objective({ parameters, outputs: linear, loss: "softmaxCrossEntropy", data: { inputs, targets: labels } }).value(new Float64Array(2))], // prettier-ignore
  ["meanSquaredError: targets must have the outputs' shape [2,2], got [2]", () => objective({ parameters, outputs: linear, loss: "meanSquaredError", data: { inputs, targets: labels } }).value(new Float64Array(2))], // prettier-ignore
  ["objective: row must be an integer in [0, 1], got 2", () => objective({ parameters, loss: sumOf, data: inputs }).value(new Float64Array(2), { rows: [2] })], // prettier-ignore
  [
    "linearize: curvature must be one of hessian, gaussNewton, empiricalFisher, got fisher",
    () => objective({ parameters, loss: sumOf }).linearize(new Float64Array(2), JSON.parse('{"curvature":"fisher"}') as object), // prettier-ignore
  ],
  [
    "hessian: theta must have length 2, got 1",
    () => hessian(objective({ parameters, loss: sumOf }), new Float64Array(1)),
  ],
  [
    "hessian: name must be one of w, got u",
    () => hessian(objective({ parameters, loss: sumOf }), new Float64Array(2), { block: ["u"] }),
  ],
])("%s", async (message, call) => {
  await expect(new Promise((resolve) => resolve(call()))).rejects.toThrow(message);
});

import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { predictor } from "../../src/objective/predictor.js";
import { sgd } from "../../src/optimizers/sgd.js";
import { accuracy } from "../../src/training/accuracy.js";
import { train } from "../../src/training/train.js";
import { networks, objectiveOf } from "../support/networks.js";

const optimizer = sgd({ learningRate: 0.1, momentum: 0.9 });

/** Least squares with the known solution (2, −1). */
const inputs = [1, 0, 0, 1, 1, 1, 2, 1];
const targets = [2, -1, 1, 3];
const leastSquares = () =>
  objective({
    parameters: { w: { values: [0, 0], shape: [2, 1] } },
    outputs: (p, x) => tf.reshape(tf.matMul(x, p.w), [-1]),
    loss: "meanSquaredError",
    data: { inputs: { values: inputs, shape: [4, 2] }, targets: { values: targets, shape: [4] } },
    precision: "float64",
  });

test("training finds the solution of least squares", async () => {
  const f = leastSquares();
  const { theta, records } = await train(f, { optimizer, epochs: 300, batchSize: 4 });
  expect(theta[0]).toBeCloseTo(2, 6);
  expect(theta[1]).toBeCloseTo(-1, 6);
  expect(records).toHaveLength(300);
  expect(records[0]).toEqual({ step: 0, epoch: 0, loss: (4 + 1 + 1 + 9) / 4 });
  expect([...f.start]).toEqual([0, 0]); // untouched
});

test("two runs give the same bytes, another seed another order", async () => {
  const run = async (seed: number) => {
    const f = objectiveOf(networks[2], "float32");
    const result = await train(f, { optimizer, epochs: 3, batchSize: 5, seed });
    await f.close();
    return result;
  };
  const [first, second, other] = [await run(1), await run(1), await run(2)];
  expect(second).toEqual(first);
  expect(other.records).not.toEqual(first.records);
  expect(first.records).toHaveLength(9); // 5 + 5 + 2 rows, three times
});

test("every epoch sees every row once", async () => {
  const seen: number[] = [];
  const f = leastSquares();
  const spy = {
    ...f,
    gradient: (theta: Float64Array, options: { rows?: ArrayLike<number> } = {}) => {
      seen.push(...Array.from(options.rows ?? []));
      return f.gradient(theta, options);
    },
  };
  await train(spy, { optimizer, epochs: 2, batchSize: 3 });
  expect(seen.slice(0, 4).sort()).toEqual([0, 1, 2, 3]);
  expect(seen.slice(4).sort()).toEqual([0, 1, 2, 3]);
});

test("stops at the signal, reports each step", async () => {
  const controller = new AbortController();
  const steps: number[] = [];
  const run = train(leastSquares(), {
    optimizer,
    epochs: 100,
    signal: controller.signal,
    onStep: ({ step }) => {
      steps.push(step);
      if (step === 4) controller.abort(new Error("enough"));
    },
  });
  await expect(run).rejects.toThrow("enough");
  expect(steps).toEqual([0, 1, 2, 3, 4]);
});

test("a diverging run stops and says so", async () => {
  const wild = sgd({ learningRate: 1e200 });
  await expect(train(leastSquares(), { optimizer: wild, epochs: 50 })).rejects.toThrow(
    /train: loss must stay finite, got (Infinity|NaN) in step|theta must stay finite/,
  );
});

test("accuracy counts the greatest output", async () => {
  const predict = predictor({
    parameters: { w: { values: [1, 0, 0, 1], shape: [2, 2] } },
    outputs: (p, x) => tf.matMul(x, p["w"]),
    precision: "float64",
  });
  const data = {
    inputs: { values: [3, 1, 0, 2, 5, 4, 1, 1], shape: [4, 2] },
    targets: { values: Int32Array.of(0, 1, 1, 0), shape: [4] },
  };
  const identity = Float64Array.of(1, 0, 0, 1);
  expect(await accuracy(predict, identity, data)).toBe(0.75); // row 2 is wrong, a tie goes first
});

test.each([
  [{ epochs: -1 }, "train: epochs must be an integer ≥ 0, got -1"],
  [{ batchSize: 0 }, "train: batchSize must be an integer ≥ 1, got 0"],
  [{ start: new Float64Array(1) }, "train: start must have length 2, got 1"],
])("rejects %j", async (options, message) => {
  await expect(train(leastSquares(), { optimizer, ...options })).rejects.toThrow(message);
});

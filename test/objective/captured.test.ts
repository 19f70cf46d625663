/** What a loss captures is read once: all programs of an objective are of one function. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { objective } from "../../src/objective/objective.js";
import { predictor } from "../../src/objective/predictor.js";
import { layersModel } from "../../src/record/layersModel.js";
import { normalVector } from "../support/matrices.js";

beforeAll(() => tf.setBackend("cpu"));

const parameters = { w: { values: [1], shape: [1] } };
const ones = { values: [1, 1, 1], shape: [3] };

test("a frozen variable that moves does not move the objective", async () => {
  const c = tf.variable(tf.scalar(1), false);
  const f = objective({
    parameters,
    loss: (p, x: tf.Tensor) => tf.mul(tf.mean(tf.mul(x, p.w)), c),
    penalty: (p) => tf.mul(tf.sum(p.w), c),
    data: ones,
    batchSize: 2,
    precision: "float64",
  });
  c.assign(tf.scalar(10));
  expect(await f.value(f.start)).toBe(2); // batches of two and of one, and the penalty
  expect(await f.value(f.start, { rows: [0, 1, 2] })).toBe(2);
  expect((await f.sampleGradients(f.start, { rows: [0] }))[0][0]).toBe(2); // recorded only now
  await f.close();
  c.dispose();
  expect(await f.value(f.start)).toBe(2); // recorded anew
});

test("a tensor that shares its data with a variable is another one", async () => {
  const c = tf.variable(tf.scalar(1), false);
  const seven = tf.scalar(7);
  const f = objective({
    parameters,
    loss: (p, x: tf.Tensor) => tf.mul(tf.sum(p.w), tf.add(c, tf.mul(seven, x.shape[0]))),
    data: ones,
    batchSize: 3,
    precision: "float64",
  });
  c.assign(seven);
  expect(c.dataId).toBe(seven.dataId);
  expect(await f.value(f.start)).toBe(22);
  expect(await f.value(f.start, { rows: [0, 1] })).toBe(15);
});

test("moving statistics are those of when the objective was made, redrawn targets or not", async () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 2, inputShape: [3] }), tf.layers.batchNormalization()],
  });
  const data = {
    inputs: { values: normalVector(9, 1), shape: [3, 3] },
    targets: { values: normalVector(6, 2), shape: [3, 2] },
  };
  const make = (batchSize: number) =>
    objective({ model, loss: "meanSquaredError", data, precision: "float64", batchSize });
  const [whole, cut] = [make(3), make(2)];
  const redrawn = async () => {
    const f = await whole.likelihood?.redraw(whole.start, random(1, "targets"));
    return f?.value(whole.start, { rows: [0, 1] });
  };
  const before = [await whole.value(whole.start), await redrawn()];
  model.setWeights(model.getWeights().map((w, i) => (i < 4 ? w : tf.add(tf.mul(w, 3), 1))));
  expect([await whole.value(whole.start), await redrawn()]).toEqual(before);
  expect(await cut.value(cut.start)).toBeCloseTo(before[0] ?? NaN, 13);
  expect(await make(3).value(whole.start)).not.toBeCloseTo(before[0] ?? NaN, 1);
});

test("a predictor reads once, too: rows do not depend on the batch they are in", async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  const { parameters: own, outputs } = layersModel(model);
  const c = tf.variable(tf.scalar(1), false);
  const predict = predictor({
    parameters: own,
    outputs: (p, x) => tf.mul(outputs(p, x), c),
    precision: "float64",
  });
  const at = Float64Array.of(1, 0);
  await predict.outputs(at, { values: [1, 2], shape: [2, 1] });
  c.assign(tf.scalar(10));
  expect((await predict.outputs(at, { values: [5], shape: [1, 1] })).values).toEqual(
    Float64Array.of(5),
  );
});

test("what is wrong with the last, smaller batch is told when the objective is made", () => {
  const make = (batchSize: number | readonly number[]) =>
    objective({
      parameters,
      loss: (p, x: tf.Tensor) => tf.mean(tf.mul(p.w, tf.reshape(x, [2, 1]))),
      data: ones,
      batchSize,
    });
  expect(() => make(2)).toThrow("reshape: sizes must agree, got [1] to [2,1]");
  expect(() => make([2, 1])).toThrow("reshape: sizes must agree, got [1] to [2,1]");
});

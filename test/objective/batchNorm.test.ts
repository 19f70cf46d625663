/** An objective says whose statistics its model's batch normalisation uses. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { inputsFor, seeded } from "../support/seededModel.js";

beforeAll(() => tf.setBackend("cpu"));

const L = tf.layers;
const dense = () => L.dense({ units: 3, inputShape: [4] });
const inner = () =>
  tf.sequential({
    layers: [L.dense({ units: 3, inputShape: [3] }), L.batchNormalization({ name: "inside" })],
  });
const data = { inputs: inputsFor([4]), targets: { values: Int32Array.of(0, 1, 2, 0, 1), shape: [5] } }; // prettier-ignore
const of = (model: tf.LayersModel, training: boolean, batchSize?: number) =>
  objective({ model, training, loss: "softmaxCrossEntropy", data, precision: "float64", ...(batchSize && { batchSize }) }); // prettier-ignore

test("its layers, the statistics and the rows of a batch", () => {
  const layers = [dense(), L.batchNormalization({ name: "first" }), inner()];
  const model = seeded(tf.sequential({ layers }));
  const names = ["first", "inside"];
  expect(of(model, true, 2).batchNorm).toEqual({
    layers: names,
    statistics: "batch",
    batchSize: 2,
  });
  expect(of(model, true).batchNorm?.batchSize).toBe(5); // the default is more than there are rows
  expect(of(model, false).batchNorm?.statistics).toBe("moving");
  const f = of(model, true);
  expect(f.with?.({ batchSize: 3 }).batchNorm?.batchSize).toBe(3);
});

test("other models and functions say nothing", () => {
  expect(of(seeded(tf.sequential({ layers: [dense()] })), true).batchNorm).toBeUndefined();
  const f = objective({ parameters: { x: tf.tensor1d([1]) }, loss: ({ x }) => tf.sum(x) });
  expect(f.batchNorm).toBeUndefined();
});

test("with the batch's statistics the loss does not depend on the scale of a layer before; with moving ones it does", async () => {
  const layers = [L.dense({ units: 3, inputShape: [4], useBias: false }), L.batchNormalization({ epsilon: 1e-12 })];
  const model = seeded(tf.sequential({ layers }));
  for (const training of [true, false]) {
    const f = of(model, training);
    const [kernel] = f.partition.parameters;
    const doubled = f.start.map((x, i) => (i < kernel.size ? 2 * x : x));
    const change = (await f.value(doubled)) - (await f.value(f.start));
    if (training) expect(Math.abs(change)).toBeLessThan(1e-9);
    else expect(Math.abs(change)).toBeGreaterThan(1e-3);
  }
}); // prettier-ignore

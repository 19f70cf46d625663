/** A model that was recorded is the user's own again, and what was read from it is a copy. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { Graph } from "../../src/graph/graph.js";
import { layersModel, type LayersFunction } from "../../src/record/layersModel.js";
import { record } from "../../src/record/recorder.js";
import { seeded } from "../support/seededModel.js";

beforeAll(() => tf.setBackend("cpu"));

const L = tf.layers;
const normalized = () =>
  seeded(
    tf.sequential({ layers: [L.dense({ units: 2, inputShape: [3] }), L.batchNormalization()] }),
  );

type Given = tf.Tensor | Readonly<Record<string, tf.Tensor>>;

function recordNetwork(
  { parameters, outputs }: LayersFunction,
  shape: readonly number[],
  given: (x: tf.Tensor) => Given,
) {
  const g = new Graph();
  const names = Object.keys(parameters);
  const inputs = names.map((name) => g.input(name, parameters[name].shape));
  const all = [g.input("x", shape), ...inputs].map((node) => ({ node, dtype: "float32" as const }));
  return record(g, all, (x, ...weights) =>
    outputs(Object.fromEntries(names.map((name, i) => [name, weights[i]])), given(x)),
  );
}

/** Records the model's outputs, in training or not. */
const recordModel = (model: tf.LayersModel, training: boolean) =>
  recordNetwork(layersModel(model, { training }), [4, 3], (x) => x);

test.each([false, true])(
  "its layers and weights work as before (training: %s)",
  async (training) => {
    const model = normalized();
    recordModel(model, training);
    for (const layer of model.layers) expect(Object.hasOwn(layer, "call")).toBe(false);
    model.setWeights(model.getWeights().map((w) => tf.onesLike(w)));
    for (const weight of model.getWeights()) {
      expect(new Set(await weight.data())).toEqual(new Set([1]));
    }
  },
);

test("its moving statistics can be trained on", async () => {
  const model = normalized();
  recordModel(model, true);
  const before = await model.getWeights()[4].data();
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  await model.fit(tf.ones([4, 3]), tf.ones([4, 2]), { epochs: 1, verbose: 0 });
  expect(await model.getWeights()[4].data()).not.toEqual(before);
});

test("parameters are copies", async () => {
  const model = normalized();
  const before = await model.getWeights()[0].data();
  const [first] = Object.values(layersModel(model).parameters);
  (first.values as Float64Array).fill(9);
  expect(await model.getWeights()[0].data()).toEqual(before);
  expect(before).not.toContain(9);
});

test("inputs that are missing are told by name", () => {
  const [a, b] = ["left", "right"].map((name) => tf.input({ shape: [3], name }));
  const sum = L.add().apply([a, b]) as tf.SymbolicTensor;
  const outputs = L.dense({ units: 1 }).apply(sum) as tf.SymbolicTensor;
  const network = layersModel(tf.model({ inputs: [a, b], outputs }));
  const call = (given: (x: tf.Tensor) => Readonly<Record<string, tf.Tensor>>) =>
    recordNetwork(network, [2, 3], given);
  expect(call((x) => ({ left: x, right: tf.square(x) })).shape).toEqual([2, 1]);
  expect(() => call((x) => ({ left: x, rihgt: x }))).toThrow(
    "layersModel: inputs must hold right, got left, rihgt",
  );
});

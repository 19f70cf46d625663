/** tf.layers models: the same outputs as predict, and the model as it was. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { predictor } from "../../src/objective/predictor.js";
import { layersModel } from "../../src/record/layersModel.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { inputsFor, seeded } from "../support/seededModel.js";

beforeAll(() => tf.setBackend("cpu"));

const image = [8, 8, 2];
const sequence = [6];
const L = tf.layers;

function sequential(...layers: tf.layers.Layer[]): tf.LayersModel {
  return tf.sequential({ layers });
}

function residual(): tf.LayersModel {
  const x = tf.input({ shape: image });
  const conv = () => L.conv2d({ filters: 2, kernelSize: 3, padding: "same", activation: "tanh" });
  const left = conv().apply(x) as tf.SymbolicTensor;
  const sum = L.add().apply([left, x]) as tf.SymbolicTensor;
  const product = L.multiply().apply([sum, left]) as tf.SymbolicTensor;
  const joined = L.concatenate().apply([product, sum]) as tf.SymbolicTensor;
  const flat = L.globalAveragePooling2d({}).apply(joined);
  return tf.model({ inputs: x, outputs: L.dense({ units: 3 }).apply(flat) as tf.SymbolicTensor });
}

const recurrent = (layer: tf.layers.Layer) => () =>
  sequential(
    L.embedding({ inputDim: 10, outputDim: 4, inputLength: 6 }),
    layer,
    L.dense({ units: 3 }),
  );

const models: [string, () => tf.LayersModel, number[]][] = [
  ["dense with each activation", () => sequential(
    ...(["elu", "hardSigmoid", "relu", "relu6", "selu", "sigmoid", "softplus", "softsign", "swish", "mish", "gelu", "tanh", "softmax"] as const)
      .map((activation, i) => L.dense({ units: 5, activation: activation, ...(i === 0 && { inputShape: [4] }) })),
  ), [4]],
  ["conv2d, max pool, batch norm", () => sequential(
    L.conv2d({ inputShape: image, filters: 4, kernelSize: 3, strides: 2, padding: "same", activation: "relu" }),
    L.batchNormalization(), L.maxPooling2d({ poolSize: 3, strides: 1 }), L.flatten(), L.dense({ units: 3 }),
  ), image],
  ["separable, depthwise, transposed, upsampling", () => sequential(
    L.separableConv2d({ inputShape: image, filters: 4, kernelSize: 3, activation: "elu" }),
    L.depthwiseConv2d({ kernelSize: 3, padding: "same" }), L.upSampling2d({ size: [2, 2] }),
    L.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2 }), L.globalMaxPooling2d({}), L.dense({ units: 3 }),
  ), image],
  ["conv1d, layer norm, average pool", () => sequential(
    L.conv1d({ inputShape: [8, 3], filters: 4, kernelSize: 3, dilationRate: 2 }), L.layerNormalization(),
    L.averagePooling1d({ poolSize: 2 }), L.leakyReLU(), L.prelu(), L.flatten(), L.dense({ units: 3 }),
  ), [8, 3]],
  ["residual sums, products and joins", residual, image],
  ["simple RNN", recurrent(L.simpleRNN({ units: 3 })), sequence],
  ["LSTM", recurrent(L.lstm({ units: 3, returnSequences: false })), sequence],
  ["GRU", recurrent(L.gru({ units: 3 })), sequence],
]; // prettier-ignore

describe.each(models)("%s", (_, make, shape) => {
  test("the recorded outputs are those of predict, and the model is untouched", async () => {
    const model = seeded(make());
    const read = async () =>
      Promise.all(model.getWeights().map(async (w) => [...(await w.data())]));
    const before = await read();
    const inputs = inputsFor(shape, shape === sequence);
    const network = layersModel(model);
    const theta = Float64Array.from(
      Object.values(network.parameters).flatMap(({ values }) => [...Float64Array.from(values)]),
    );
    const predict = predictor({
      parameters: network.parameters,
      outputs: (p, x) => network.outputs(p, x),
      precision: "float64",
    });
    const actual = await predict.outputs(theta, inputs);
    const dtype = inputs.values instanceof Int32Array ? "int32" : "float32";
    const expected = model.predict(tf.tensor(inputs.values, inputs.shape, dtype)) as tf.Tensor;
    expectClose(actual.values, await expected.data(), 3e-6);
    expect(await read()).toEqual(before);
  });

  test("products of the whole model are symmetric", async () => {
    const model = seeded(make());
    const outputs = model.outputs[0].shape.slice(1) as number[];
    const targets = { values: normalVector(5 * outputs[0], 8), shape: [5, ...outputs] };
    const f = objective({
      model,
      loss: "meanSquaredError",
      data: { inputs: inputsFor(shape, shape === sequence), targets },
      precision: "float64",
    });
    const [u, v] = [normalVector(f.size, 1), normalVector(f.size, 2)];
    const [Hu, Hv] = [await f.product(f.start, u), await f.product(f.start, v)];
    const pair = (a: Float64Array, b: Float64Array) => a.reduce((s, x, i) => s + x * b[i], 0);
    expect(pair(u, Hv)).toBeCloseTo(pair(v, Hu), 9);
    expect(Math.hypot(...Hv)).toBeGreaterThan(0);
  });
});

/** As user's layers often are: the method is a field of each object. */
class Double extends L.Layer {
  static className = "Double";
  override call = (x: tf.Tensor | tf.Tensor[]) => tf.mul(2, Array.isArray(x) ? x[0] : x);
  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }
}

/** Everything that belongs to a layer or a weight itself, with identities. */
const belongings = (model: tf.LayersModel) => {
  const inner = model.layers.flatMap((layer) => ("layers" in layer ? (layer as tf.LayersModel).layers : [layer])); // prettier-ignore
  const owners = [...inner, ...model.weights.map((w) => w.read())];
  return owners.map((owner) => Object.entries(Object.getOwnPropertyDescriptors(owner)));
};

test("layers, also those with methods of their own and those used twice, are as they were", async () => {
  const shared = sequential(
    L.dense({ units: 3, inputShape: [3] }),
    new Double({}),
    L.batchNormalization(),
  );
  const x = tf.input({ shape: [3] });
  const once = shared.apply(x) as tf.SymbolicTensor;
  const model = seeded(tf.model({ inputs: x, outputs: shared.apply(once) as tf.SymbolicTensor }));
  const ones = tf.ones([1, 3]);
  const predicted = await (model.predict(ones) as tf.Tensor).data();
  const before = belongings(model);
  const make = (options: object = {}) =>
    objective({
      model,
      training: true,
      loss: "meanSquaredError",
      data: {
        inputs: { values: normalVector(6, 1), shape: [2, 3] },
        targets: { values: normalVector(6, 2), shape: [2, 3] },
      },
      ...options,
    });
  await make().gradient(make().start);
  expect(() => make({ loss: () => "nothing" })).toThrow("loss must return a tensor");
  belongings(model).forEach((owner, i) => {
    owner.forEach(([name, { value }], j) => {
      expect(name).toBe(before[i][j][0]);
      expect(value, name).toBe(before[i][j][1].value);
    });
    expect(owner).toHaveLength(before[i].length);
  });
  expect(await (model.predict(ones) as tf.Tensor).data()).toEqual(predicted);
});

test("batch statistics are chosen by `training`, and moving ones stay", async () => {
  const ones = { units: 2, inputShape: [3], kernelInitializer: "ones" as const };
  const model = sequential(L.dense(ones), L.batchNormalization());
  const inputs = { values: normalVector(12, 1).map((x) => 5 + 2 * x), shape: [4, 3] };
  const value = async (training: boolean) =>
    objective({
      model,
      training,
      loss: (z) => tf.mean(tf.square(z)),
      data: { inputs, targets: { values: new Float32Array(8), shape: [4, 2] } },
      precision: "float64",
    }).value(layersStart(model));
  const moving = await model.getWeights()[4].data();
  const [inference, batch] = [await value(false), await value(true)];
  expect(batch).toBeCloseTo(1, 2); // normalised to variance 1
  expect(inference).toBeGreaterThan(2);
  expect(await model.getWeights()[4].data()).toEqual(moving);
});

const layersStart = (model: tf.LayersModel): Float64Array =>
  Float64Array.from(
    Object.values(layersModel(model).parameters).flatMap(({ values }) => [
      ...Float64Array.from(values),
    ]),
  );

test("dropout in training is random and therefore refused", () => {
  const model = sequential(L.dense({ units: 4, inputShape: [3] }), L.dropout({ rate: 0.5 }));
  const inputs = { values: [1, 2, 3], shape: [1, 3] };
  const targets = { values: [0, 0, 0, 0], shape: [1, 4] };
  const make = (training: boolean) =>
    objective({ model, training, loss: "meanSquaredError", data: { inputs, targets } });
  expect(() => make(true)).toThrow("objective: loss must be deterministic");
  expect(() => make(false)).not.toThrow();
});

test("a model without trainable weights is refused", () => {
  const model = sequential(L.flatten({ inputShape: [2, 2] }));
  expect(() => layersModel(model)).toThrow("layersModel: the model must have trainable weights");
});

test("a model that was saved and loaded gives the numbers of the original", async () => {
  const original = seeded(residual());
  let saved: tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler((artifacts) => {
    saved = artifacts;
    return Promise.resolve({
      modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" },
    });
  });
  await original.save(handler);
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved as tf.io.ModelArtifacts));
  const of = async (model: tf.LayersModel) => {
    const f = objective({
      model,
      loss: "softmaxCrossEntropy",
      data: { inputs: inputsFor(image), targets: { values: [0, 1, 2, 0, 1], shape: [5] } },
      precision: "float64",
    });
    return [f.start, await f.gradient(f.start), await f.product(f.start, f.start)];
  };
  expect(await of(loaded)).toEqual(await of(original));
});

test("layers that are frozen are constants, and a model inside a loss must be given or frozen", () => {
  const frozen = L.dense({ units: 2, inputShape: [3], trainable: false });
  const inputs = { values: [1, 2, 3], shape: [1, 3] };
  const targets = { values: [0], shape: [1, 1] };
  const f = objective({
    model: sequential(frozen, L.dense({ units: 1 })),
    loss: "meanSquaredError",
    data: { inputs, targets },
  });
  expect(f.size).toBe(2 + 1);
  const teacher = sequential(L.dense({ units: 1, inputShape: [3] }));
  const distil = () =>
    objective({
      parameters: { w: { values: [1, 2, 3], shape: [3, 1] } },
      loss: (p, x: tf.Tensor) =>
        tf.mean(tf.squaredDifference(tf.matMul(x, p.w), teacher.apply(x) as tf.Tensor)),
      data: inputs,
    });
  expect(distil).toThrow(/must not read trainable variables.*got dense_Dense\d+\/kernel/);
  teacher.trainable = false;
  expect(distil).not.toThrow();
});

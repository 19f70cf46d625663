/**
 * Layers of tf.layers with their options, each as a small model: name, model, shape of one row of
 * inputs. Names with "tokens" take whole numbers.
 */
import * as tf from "@tensorflow/tfjs";

export type LayerCase = readonly [string, () => tf.LayersModel, readonly number[]];

const L = tf.layers;
const image = [7, 6, 2];
const series = [9, 2];

const sequential = (...layers: tf.layers.Layer[]) => tf.sequential({ layers });

/** A layer of its own, or after a dense one where it has no weights. */
const alone = (name: string, shape: number[], layer: () => tf.layers.Layer): LayerCase => [name, () => sequential(L.inputLayer({ inputShape: shape }), layer()), shape]; // prettier-ignore
const after = (name: string, shape: number[], layer: () => tf.layers.Layer): LayerCase => [name, () => sequential(L.dense({ inputShape: shape, units: shape[shape.length - 1] }), layer()), shape]; // prettier-ignore

const windows = [{}, { strides: 2 }, { padding: "same", strides: 2 }, { padding: "same", dilationRate: 2 }, { useBias: false }] as const; // prettier-ignore
const kernelSize = 3;
const convolutions = windows.flatMap((window): LayerCase[] => {
  const name = JSON.stringify(window);
  const cases = [
    alone(`conv1d ${name}`, series, () => L.conv1d({ filters: 3, kernelSize, ...window })),
    alone(`conv2d ${name}`, image, () => L.conv2d({ filters: 3, kernelSize: [3, 2], ...window })),
    alone(`depthwiseConv2d ${name}`, image, () => L.depthwiseConv2d({ depthMultiplier: 2, kernelSize, ...window })),
    alone(`separableConv2d ${name}`, image, () => L.separableConv2d({ filters: 3, depthMultiplier: 2, kernelSize, ...window })),
  ]; // prettier-ignore
  if ("dilationRate" in window) return cases;
  return [...cases, alone(`conv2dTranspose ${name}`, image, () => L.conv2dTranspose({ filters: 3, kernelSize, ...window }))]; // prettier-ignore
});

const pools = (["same", "valid"] as const).flatMap((padding) =>
  [1, 2].flatMap((strides): LayerCase[] => {
    const options = { strides, padding };
    const name = JSON.stringify(options);
    return [
      after(`maxPooling1d ${name}`, series, () => L.maxPooling1d({ poolSize: 3, ...options })),
      after(`averagePooling1d ${name}`, series, () => L.averagePooling1d({ poolSize: 3, ...options })),
      after(`maxPooling2d ${name}`, image, () => L.maxPooling2d({ poolSize: [3, 2], ...options })),
      after(`averagePooling2d ${name}`, image, () => L.averagePooling2d({ poolSize: [3, 2], ...options })),
    ]; // prettier-ignore
  }),
);

const sequences = [4, 3];
const recurrences = [{}, { returnSequences: true }, { goBackwards: true }, { useBias: false }, { activation: "relu" as const }].flatMap((options): LayerCase[] => {
  const name = JSON.stringify(options);
  const all = { units: 2, ...options };
  return [
    alone(`simpleRNN ${name}`, sequences, () => L.simpleRNN(all)),
    alone(`lstm ${name}`, sequences, () => L.lstm(all)),
    alone(`gru ${name}`, sequences, () => L.gru({ ...all, recurrentActivation: "sigmoid" })),
  ];
}); // prettier-ignore

const merge = (name: string, layer: () => tf.layers.Layer): LayerCase => [
  name,
  () => {
    const inputs = tf.input({ shape: [4] });
    const parts = (["linear", "tanh"] as const).map((activation) => L.dense({ units: 3, activation }).apply(inputs) as tf.SymbolicTensor); // prettier-ignore
    return tf.model({ inputs, outputs: layer().apply(parts) as tf.SymbolicTensor });
  },
  [4],
];

// prettier-ignore
const rest: readonly LayerCase[] = [
  ...(["elu", "hardSigmoid", "linear", "relu", "relu6", "selu", "sigmoid", "softmax", "softplus", "softsign", "tanh", "swish", "mish", "gelu", "gelu_new"] as const)
    .map((activation) => after(`activation ${activation}`, [4], () => L.activation({ activation: activation }))),
  after("reLU", [4], () => L.reLU({ maxValue: 1 })), after("leakyReLU", [4], () => L.leakyReLU({ alpha: 0.2 })),
  after("prelu, shared axes", [4, 3], () => L.prelu({ sharedAxes: [1] })), after("elu", [4], () => L.elu()),
  after("thresholdedReLU", [4], () => L.thresholdedReLU({ theta: 0.3 })), after("softmax", [4], () => L.softmax()),
  after("cropping2D", image, () => L.cropping2D({ cropping: [[1, 0], [0, 1]] })), after("zeroPadding2d", image, () => L.zeroPadding2d({ padding: [[1, 0], [0, 2]] })),
  after("upSampling2d", image, () => L.upSampling2d({ size: [2, 3] })), after("upSampling2d bilinear", image, () => L.upSampling2d({ size: [2, 2], interpolation: "bilinear" })),
  after("globalAveragePooling1d", series, () => L.globalAveragePooling1d()), after("globalMaxPooling1d", series, () => L.globalMaxPooling1d()),
  after("globalAveragePooling2d", image, () => L.globalAveragePooling2d({})), after("globalMaxPooling2d", image, () => L.globalMaxPooling2d({})),
  after("batchNormalization", image, () => L.batchNormalization()), after("batchNormalization of rows", [5], () => L.batchNormalization({ epsilon: 0.1 })),
  after("layerNormalization", [3, 4], () => L.layerNormalization()), after("layerNormalization, no center", [3, 4], () => L.layerNormalization({ center: false, axis: [1, 2] })),
  after("flatten", [3, 4], () => L.flatten()), after("reshape", [3, 4], () => L.reshape({ targetShape: [4, -1] as never })), after("permute", [3, 4], () => L.permute({ dims: [2, 1] })),
  after("repeatVector", [4], () => L.repeatVector({ n: 3 })), after("rescaling", image, () => L.rescaling({ scale: 0.5, offset: 1 })),
  ["masking before lstm", () => sequential(L.masking({ maskValue: 0, inputShape: sequences }), L.lstm({ units: 2 })), sequences],
  ["embedding of tokens, mask of zeros", () => sequential(L.embedding({ inputDim: 10, outputDim: 3, inputLength: 4, maskZero: true }), L.lstm({ units: 2 })), [4]],
  ["embedding of tokens", () => sequential(L.embedding({ inputDim: 10, outputDim: 3, inputLength: 4 }), L.globalAveragePooling1d()), [4]],
  alone("stacked cells", sequences, () => L.rnn({ cell: [L.lstmCell({ units: 2 }), L.gruCell({ units: 3, recurrentActivation: "sigmoid" }), L.simpleRNNCell({ units: 2 })] })),
  alone("convLstm2d", [3, 4, 4, 2], () => L.convLstm2d({ filters: 2, kernelSize: 3, padding: "same" })),
  ...(["sum", "mul", "concat", "ave"] as const).map((mergeMode) => alone(`bidirectional ${mergeMode}`, sequences, () => L.bidirectional({ layer: L.lstm({ units: 2, returnSequences: true }), mergeMode }))),
  alone("timeDistributed", [3, 4, 4, 2], () => L.timeDistributed({ layer: L.conv2d({ filters: 2, kernelSize: 2 }) })),
  merge("add", () => L.add()), merge("multiply", () => L.multiply()), merge("average", () => L.average()), merge("maximum", () => L.maximum()), merge("minimum", () => L.minimum()),
  merge("concatenate", () => L.concatenate()), merge("dot", () => L.dot({ axes: 1 })), merge("dot, normalized", () => L.dot({ axes: 1, normalize: true })),
  alone("a model in a model", [4], () => sequential(L.dense({ units: 3, inputShape: [4] }), L.dense({ units: 2 }))),
  ["a layer used twice", () => { const inputs = tf.input({ shape: [4] }); const layer = L.dense({ units: 4 }); return tf.model({ inputs, outputs: layer.apply(layer.apply(inputs)) as tf.SymbolicTensor }); }, [4]],
];

export const layerCases: readonly LayerCase[] = [
  ...convolutions,
  ...pools,
  ...recurrences,
  ...rest,
];

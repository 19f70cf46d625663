/**
 * Mistakes that users make, each with its remedy and a call that makes it. docs/errors.md lists
 * them with the messages that the library gives.
 */
import * as tf from "@tensorflow/tfjs";
import { objective } from "../../src/objective/objective.js";
import { hessian, gaussNewton } from "../../src/operators/hessian.js";
import { inputGradient } from "../../src/record/inputGradient.js";

export interface Mistake {
  readonly what: string;
  readonly remedy: string;
  readonly make: () => unknown;
}

type Tensors = Readonly<Record<string, tf.Tensor>>;
type Loss = (p: Tensors, batch: tf.Tensor) => unknown;

const w = { values: [1, 2], shape: [2] };
const parameters: Tensors = { w: w as never }; // names are looked up at run time only, as in JavaScript
const rows = { values: [1, 2], shape: [2, 1] };
const targets = { values: [0, 1, 0, 1], shape: [2, 2] };
const sum = (p: Tensors) => tf.sum(p.w);
const row = (p: Tensors) => tf.reshape(p.w, [1, 2]);
const linear = (p: Tensors, x: tf.Tensor) => tf.matMul(x, row(p));
const L = tf.layers;

/** As from JavaScript: wrong options reach the library. */
const given = (options: object) => objective({ parameters, loss: sum, ...options } as never);
const loss = (program: Loss) => given({ loss: program });
const network = (options: object) =>
  given({ outputs: linear, loss: "meanSquaredError", data: { inputs: rows, targets }, ...options });
const three = { inputs: { values: [1, 2, 3], shape: [1, 3] }, targets: { values: [0], shape: [1, 1] } }; // prettier-ignore
const twoHeads = () => {
  const inputs = tf.input({ shape: [3] });
  const head = () => L.dense({ units: 1 }).apply(inputs) as tf.SymbolicTensor;
  return tf.model({ inputs, outputs: [head(), head()] });
};
const model = (layers: tf.layers.Layer[], options: object = {}) =>
  objective({
    model: tf.sequential({ layers }),
    loss: "meanSquaredError",
    data: three,
    ...options,
  });
const disposed = () => {
  const t = tf.tensor1d([1, 2]);
  t.dispose();
  return t;
};
const point = () => new Float64Array(2);

// prettier-ignore
export const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  "Options": [
    { what: "No loss", remedy: "Give a function, or outputs with the name of a loss.", make: () => given({ loss: undefined }) },
    { what: "A named loss without outputs", remedy: "Named losses compare `outputs` (or a `model`) with `data.targets`.", make: () => given({ loss: "meanSquaredError" }) },
    { what: "An unknown loss", remedy: "Write it as a function (outputs, targets) → tensor.", make: () => network({ loss: "hinge" }) },
    { what: "No targets", remedy: "With `outputs` or `model`, data is `{ inputs, targets }`.", make: () => network({ data: { inputs: rows } }) },
    { what: "No parameters", remedy: "Name at least one tensor.", make: () => given({ parameters: {} }) },
    { what: "Batches of size 0", remedy: "A whole number of rows.", make: () => given({ data: rows, batchSize: 0 }) },
    { what: "Batch sizes that do not add up", remedy: "A list holds the sizes of all batches; one number is cut for you.", make: () => given({ data: rows, batchSize: [2, 1] }) },
    { what: "An unknown precision", remedy: "float32 is compiled, float64 is for small models and tests.", make: () => given({ precision: "float16" }) },
    { what: "An executor of another precision", remedy: "Leave `executor` at \"auto\", or drop `precision`.", make: () => given({ executor: "onnx", precision: "float64" }) },
    { what: "No workers", remedy: "1 is the calling thread.", make: () => given({ workers: 0 }) },
  ],
  "Parameters and data": [
    { what: "A bare array", remedy: "Add its shape, or pass a tensor.", make: () => given({ parameters: { w: [1, 2] } }) },
    { what: "Too few values for a shape", remedy: "Values are row-major and complete.", make: () => given({ data: { values: [1, 2, 3], shape: [2, 2] } }) },
    { what: "NaN in data", remedy: "Clean the data; missing values need a mask of their own.", make: () => given({ data: { values: [1, NaN], shape: [2, 1] } }) },
    { what: "NaN among starting values", remedy: "Check how they were drawn or trained.", make: () => given({ parameters: { w: { values: [NaN, 0], shape: [2] } } }) },
    { what: "Text", remedy: "Encode it as numbers first.", make: () => given({ data: { names: tf.tensor1d(["a", "b"]) } }) },
    { what: "An empty parameter", remedy: "Every axis has a size ≥ 1.", make: () => given({ parameters: { w: { values: [], shape: [0] } } }) },
    { what: "A disposed tensor", remedy: "Make the objective first: it copies; then dispose.", make: () => given({ parameters: { w: disposed() } }) },
    { what: "Rows that disagree", remedy: "The first axis counts samples, in every tensor of the data.", make: () => given({ data: { x: rows, y: { values: [1, 2, 3], shape: [3] } } }) },
    { what: "Data without rows", remedy: "Capture constants in the loss instead: they are copied.", make: () => given({ data: { values: [1], shape: [] } }) },
    { what: "Integers beyond float32", remedy: "Number what occurs from 0, or take `precision: \"float64\"`.", make: () => given({ data: { values: Int32Array.of(16777217, 0), shape: [2] } }) },
    { what: "Labels out of range", remedy: "Classes are numbered from 0.", make: () => network({ loss: "softmaxCrossEntropy", data: { inputs: rows, targets: { values: [0, 2], shape: [2] } } }) },
    { what: "Labels that are no whole numbers", remedy: "Probabilities have one column per class.", make: () => network({ loss: "softmaxCrossEntropy", data: { inputs: rows, targets: { values: [0, 0.5], shape: [2] } } }) },
    { what: "Tokens out of range", remedy: "Make the table larger, or map unknown tokens to one of its rows.", make: () => given({ loss: (p: Tensors, batch: tf.Tensor) => tf.sum(tf.gather(p.w, batch)), data: { values: Int32Array.of(0, -1), shape: [2] } }) },
    { what: "Targets of another shape than outputs", remedy: "Reshape one of the two; nothing is broadcast.", make: () => network({ data: { inputs: rows, targets: { values: [1, 2], shape: [2] } } }) },
  ],
  "Inside a loss": [
    { what: "A misspelt parameter", remedy: "Names are those under `parameters`.", make: () => loss((p) => tf.sum(p.v)) },
    { what: "Misspelt data", remedy: "Names are those under `data`.", make: () => given({ data: { x: rows }, loss: (_: Tensors, batch: Tensors) => tf.mean(batch.y) }) },
    { what: "Shapes that do not fit", remedy: "Print shapes in the loss (`console.log(x.shape)`): they are known, values are not.", make: () => loss((p) => tf.sum(tf.matMul(row(p), row(p)))) },
    { what: "A kernel that is not covered", remedy: "Write it with kernels of docs/ops.md, or compute it outside the loss.", make: () => loss((p) => tf.sum(tf.unique(p.w).values)) },
    { what: "Reading values", remedy: "Choose with `tf.where`, clip with `tf.clipByValue`; print results, not the loss.", make: () => loss((p) => tf.mul(tf.sum(p.w), p.w.arraySync())) },
    { what: "An async loss", remedy: "Compute what must be awaited before, and capture it.", make: () => loss(async (p) => Promise.resolve(tf.sum(p.w))) },
    { what: "No return", remedy: "`(p) => { … }` needs `return`.", make: () => loss((p) => void tf.sum(p.w)) },
    { what: "A loss that is not a scalar", remedy: "Take the mean over rows.", make: () => loss((p) => tf.square(p.w)) },
    { what: "A penalty that is not a scalar", remedy: "Take the sum.", make: () => given({ penalty: (p: Tensors) => tf.square(p.w) }) },
    { what: "A loss that reads no parameter", remedy: "Use the tensors that the loss is handed, not those it was made from.", make: () => loss(() => tf.sum(tf.tensor1d([1, 2]))) },
    { what: "Random numbers", remedy: "Draw them once outside and capture the tensor.", make: () => loss((p) => tf.sum(tf.mul(p.w, tf.randomNormal([2])))) },
    { what: "Floats cast to integers", remedy: "`tf.floor` says what is meant; labels come as int32 data.", make: () => loss((p) => tf.sum(tf.cast(p.w, "int32"))) },
    { what: "A variable that may change", remedy: "What is trained is a parameter; what is not: `tf.variable(x, false)` or a tensor.", make: () => loss((p) => tf.sum(tf.mul(p.w, tf.tidy(() => variable)))) },
    { what: "A disposed tensor in a loss", remedy: "Make the objective first: it copies what the loss captures; then dispose.", make: () => loss((p) => tf.sum(tf.mul(p.w, gone))) },
    { what: "A tensor kept from an earlier call", remedy: "Make it anew in each call; equal expressions cost nothing.", make: () => { let kept: tf.Tensor | undefined; return loss((p) => tf.sum((kept ??= tf.keep(tf.square(p.w))))); } },
    { what: "Reading a kept tensor later", remedy: "Return it from `outputs` of a `predictor`.", make: () => { let kept: tf.Tensor | undefined; loss((p) => tf.sum((kept = tf.keep(tf.square(p.w))))); return kept?.arraySync(); } },
    { what: "An objective inside a loss", remedy: "Use `inputGradient` for gradients inside a loss.", make: () => loss((p) => (given({}), tf.sum(p.w))) },
    { what: "The gradient of several numbers", remedy: "Sum over samples: each keeps its own gradient.", make: () => loss((p) => tf.sum(inputGradient(tf.square)(p.w))) },
  ],
  "Models of tf.layers": [
    { what: "Dropout in training", remedy: "Leave `training` at false, or draw masks outside.", make: () => model([L.dense({ units: 1, inputShape: [3] }), L.dropout({ rate: 0.5, name: "dropout" })], { training: true }) },
    { what: "A layer that is not covered", remedy: "docs/ops.md lists kernels; 3-d convolutions and pools are missing.", make: () => model([L.dense({ units: 4, inputShape: [3] }), L.reshape({ targetShape: [1, 2, 2, 1] }), L.conv3d({ filters: 1, kernelSize: 1, name: "cube" }), L.flatten()]) },
    { what: "Inputs of another shape than the model's", remedy: "Rows have the model's input shape (the message is that of TensorFlow.js).", make: () => model([L.dense({ units: 1, inputShape: [4], name: "dense" })]) },
    { what: "A stateful model", remedy: "Build it without `stateful`; pass the state as an input.", make: () => model([L.lstm({ units: 1, batchInputShape: [1, 3, 1], stateful: true })]) },
    { what: "Nothing to train", remedy: "Set `trainable` of a layer, or name parameters yourself.", make: () => model([L.reLU({ inputShape: [3] })]) },
    { what: "Several outputs", remedy: "Join them by a concatenate layer.", make: () => objective({ model: twoHeads(), loss: "meanSquaredError", data: three }) },
  ],
  "Calls": [
    { what: "theta of another length", remedy: "`f.size` numbers in the order of `f.partition`; `f.start` is one.", make: () => given({}).value(new Float64Array(3)) },
    { what: "NaN in theta", remedy: "Training diverged: look at its record.", make: () => given({}).gradient(Float64Array.of(0, NaN)) },
    { what: "A vector of another length", remedy: "One number per parameter.", make: () => given({}).product(point(), new Float64Array(1)) },
    { what: "A row that is not there", remedy: "Rows are numbered from 0.", make: () => given({ data: rows }).value(point(), { rows: [2] }) },
    { what: "Rows without data", remedy: "An objective without data has one row, number 0.", make: () => given({}).value(point(), { rows: [5] }) },
    { what: "A plain array as theta", remedy: "`Float64Array.of(…)` or `Float64Array.from(…)`.", make: () => given({}).value([1, 2] as never) },
    { what: "Numbers beyond float32", remedy: "Scale them, or take `precision: \"float64\"`.", make: () => given({}).value(Float64Array.of(0, 1e39)) },
    { what: "A computed row number that the table does not have", remedy: "Clip it (`tf.minimum`); data are checked when the objective is made.", make: () => loss((p) => tf.sum(tf.gather(p.w, tf.add(tf.argMax(p.w), tf.scalar(1, "int32"))))).value(Float64Array.of(1, 2)) },
    { what: "Gauss–Newton of a loss alone", remedy: "Give `outputs` and `loss` apart.", make: () => gaussNewton(given({}), point()).apply(point()) },
    { what: "An unknown block", remedy: "Names are those under `parameters`.", make: () => hessian(given({}), point(), { block: ["b"] }) },
  ],
};

const variable = tf.variable(tf.tensor1d([1, 2]), true, "scale");
const gone = disposed();

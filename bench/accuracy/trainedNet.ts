/**
 * Trained networks small enough for their whole Hessian: 7×7 pixels of MNIST, 49-73-16-10, 5,004 parameters.
 *
 *   smooth   tanh, inputs standardized as one does: a bulk whose width Lanczos can see, outliers, negative eigenvalues
 *   singular ReLU, raw pixels: 15 % of the eigenvalues are zero and half are below λ₁/100,000, of both signs
 */
import * as tf from "@tensorflow/tfjs";
import { mnist } from "../../src/data/mnist.js";
import { objective } from "../../src/objective/objective.js";
import { sgd } from "../../src/optimizers/sgd.js";
import type { ArrayTensor } from "../../src/record/tensorValues.js";
import { train } from "../../src/training/train.js";
import { net, normal, type Net } from "../nets.js";

export type Kind = "smooth" | "singular";

const sizes = [49, 73, 16, 10];
const samples = 1000;
/** The loss then is below 0.1 and still falls. */
const epochs = 12;

/** With trained parameters, rounded to float32: every framework has the same bits. */
export async function trainedNet(kind: Kind): Promise<Net> {
  const start = await untrained(kind);
  const f = objective({ ...start, loss: "softmaxCrossEntropy", batchSize: 100, executor: "onnx" });
  const optimizer = sgd({ learningRate: 0.05, momentum: 0.9 });
  const { theta } = await train(f, { optimizer, epochs, batchSize: 100 });
  await f.close();
  const parameters = Object.fromEntries(
    f.partition.parameters.map(({ name, offset, size, shape }) => [
      name,
      { values: Float32Array.from(theta.subarray(offset, offset + size)), shape },
    ]),
  );
  return { ...start, parameters };
}

async function untrained(kind: Kind): Promise<Net> {
  const digits = await mnist({ count: samples });
  const pixels = pooled(digits.inputs.values);
  const layers = [1, 2, 3].flatMap((layer): [string, ArrayTensor][] => {
    const shape = sizes.slice(layer - 1, layer + 1);
    // He et al. (2015), arXiv:1502.01852, for ReLU; LeCun et al. (1998) for tanh.
    const scale = Math.sqrt((kind === "smooth" ? 1 : 2) / shape[0]);
    return [
      [`w${layer}`, { values: normal(`accuracy w${layer}`, shape, scale), shape }],
      [`b${layer}`, { values: new Float32Array(shape[1]), shape: [shape[1]] }],
    ];
  });
  const values = kind === "smooth" ? standardized(pixels) : pixels;
  return {
    name: kind === "smooth" ? "tanh MLP" : "MLP",
    batch: samples,
    parameters: Object.fromEntries(layers),
    outputs: kind === "smooth" ? tanhOutputs : net("MLP", 1).outputs,
    data: { inputs: { values, shape: [samples, 49] }, targets: digits.targets },
  };
}

const tanhOutputs: Net["outputs"] = (p, x) => {
  const first = tf.tanh(tf.add(tf.matMul(x, p["w1"]), p["b1"]));
  const second = tf.tanh(tf.add(tf.matMul(first, p["w2"]), p["b2"]));
  return tf.add(tf.matMul(second, p["w3"]), p["b3"]);
};

/** Means of 3×3 pixels of the middle 21×21; the margin is empty in most digits. */
function pooled(pixels: Float32Array): Float32Array {
  const small = new Float32Array(samples * 49);
  pixels.forEach((value, i) => {
    const image = Math.floor(i / 784);
    const [row, column] = [Math.floor(i / 28) % 28, i % 28].map((k) => Math.floor((k - 3) / 3));
    if (row < 0 || row > 6 || column < 0 || column > 6) return;
    small[image * 49 + row * 7 + column] += value / 9;
  });
  return small;
}

/** Mean 0 and standard deviation 1 of each pixel; of those that are nearly constant, less. */
function standardized(pixels: Float32Array): Float32Array {
  const moments = Array.from({ length: 49 }, (_, j) => {
    const column = pixels.filter((_, i) => i % 49 === j);
    const mean = column.reduce((a, b) => a + b, 0) / samples;
    return { mean, deviation: Math.hypot(...column.map((x) => x - mean)) / Math.sqrt(samples) };
  });
  return pixels.map((x, i) => (x - moments[i % 49].mean) / (moments[i % 49].deviation + 1e-3));
}

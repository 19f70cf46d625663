/**
 * Ten small networks of different kinds as plain losses of parameters and a batch, few parameters
 * each, so that dense Hessians are at hand.
 */
import * as tf from "@tensorflow/tfjs";
import { inputGradient } from "../../src/record/inputGradient.js";
import type { ArrayTensor } from "../../src/record/tensorValues.js";
import { normalVector } from "./matrices.js";

type Tensors = Readonly<Record<string, tf.Tensor>>;

export interface Net {
  readonly name: string;
  readonly parameters: Readonly<Record<string, ArrayTensor>>;
  readonly data: Readonly<Record<string, ArrayTensor>>;
  /** The mean over the batch's rows. */
  readonly loss: (p: Tensors, batch: Tensors) => tf.Tensor;
  /** Whether rows do not see each other, so that batches may be cut anywhere. */
  readonly separable: boolean;
}

const rows = 6;

const weights = (shapes: Record<string, number[]>, scale = 0.5) =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return [name, { values: normalVector(size, 3, name).map((x) => scale * x), shape }];
    }),
  );

const floats = (...shape: number[]) => {
  const size = shape.reduce((a, b) => a * b, rows);
  return { values: normalVector(size, 7), shape: [rows, ...shape] };
};

const labels = (classes: number) => ({
  values: Int32Array.from({ length: rows }, (_, i) => (5 * i) % classes),
  shape: [rows],
});

const crossEntropy = (z: tf.Tensor, y: tf.Tensor): tf.Tensor =>
  tf.neg(tf.mean(tf.sum(tf.mul(tf.oneHot(y, z.shape[1] as number), tf.logSoftmax(z)), 1)));

const dense = (x: tf.Tensor, w: tf.Tensor, b?: tf.Tensor): tf.Tensor =>
  b ? tf.add(tf.matMul(x, w), b) : tf.matMul(x, w);

const conv = (x: tf.Tensor, w: tf.Tensor, pad: "same" | "valid" = "same"): tf.Tensor =>
  tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad);

const mlp = (activation: (x: tf.Tensor) => tf.Tensor, name: string): Net => ({
  name,
  parameters: weights({ W: [4, 5], b: [5], V: [5, 3] }),
  data: { x: floats(4), y: labels(3) },
  loss: (p, { x, y }) => crossEntropy(dense(activation(dense(x, p.W, p.b)), p.V), y),
  separable: true,
});

const pooled: Net = {
  name: "convolution and overlapping max pool",
  parameters: weights({ k: [3, 3, 1, 2], V: [18, 3] }),
  data: { x: floats(6, 6, 1), y: labels(3) },
  loss: (p, { x, y }) => {
    const h = tf.maxPool(tf.tanh(conv(x, p.k)) as tf.Tensor4D, 3, 2, "same");
    return crossEntropy(dense(tf.reshape(h, [-1, 18]), p.V), y);
  },
  separable: true,
};

const normalised: Net = {
  name: "convolution and batch normalisation",
  parameters: weights({ k: [3, 3, 1, 2], gamma: [2], beta: [2], V: [2, 3] }),
  data: { x: floats(5, 5, 1), y: labels(3) },
  loss: (p, { x, y }) => {
    const z = conv(x, p.k, "valid");
    const { mean, variance } = tf.moments(z, [0, 1, 2]);
    const h = tf.batchNorm(z, mean, variance, p.beta, p.gamma, 1e-3); // prettier-ignore
    return crossEntropy(dense(tf.mean(tf.softplus(h), [1, 2]), p.V), y);
  },
  separable: false, // statistics of the batch
};

const separableNet: Net = {
  name: "separable convolution",
  parameters: weights({ d: [3, 3, 2, 2], q: [1, 1, 4, 3], V: [3, 3] }),
  data: { x: floats(5, 5, 2), y: labels(3) },
  loss: (p, { x, y }) => {
    const z = tf.separableConv2d(x as tf.Tensor4D, p.d as tf.Tensor4D, p.q as tf.Tensor4D, 2, "same"); // prettier-ignore
    return crossEntropy(dense(tf.mean(tf.elu(z), [1, 2]), p.V), y);
  },
  separable: true,
};

const lstm: Net = {
  name: "LSTM",
  parameters: weights({ W: [2, 12], U: [3, 12], b: [12], V: [3, 3] }),
  data: { x: floats(4, 2), y: labels(3) },
  loss: (p, { x, y }) => {
    let h: tf.Tensor = tf.zeros([x.shape[0], 3]);
    let c: tf.Tensor = tf.zeros([x.shape[0], 3]);
    for (const step of tf.unstack(x, 1)) {
      const gates = tf.add(dense(step, p.W, p.b), tf.matMul(h, p.U));
      const [i, f, o, g] = tf.split(gates, 4, 1);
      c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
      h = tf.mul(tf.sigmoid(o), tf.tanh(c));
    }
    return crossEntropy(dense(h, p.V), y);
  },
  separable: true,
};

const attention: Net = {
  name: "attention with a mask",
  parameters: weights({ Q: [3, 4], K: [3, 4], V: [3, 4], O: [4, 3] }),
  data: { x: floats(5, 3), y: labels(3) },
  loss: (p, { x, y }) => {
    const project = (w: tf.Tensor): tf.Tensor => tf.einsum("bti,ij->btj", x, w);
    const mask = tf.linalg.bandPart(tf.ones([5, 5]), -1, 0); // no look ahead
    const scores = tf.div(tf.matMul(project(p.Q), project(p.K), false, true), 2);
    const shares = tf.softmax(tf.sub(scores, tf.mul(1e3, tf.sub(1, mask))));
    const mixed = tf.mean(tf.matMul(shares, project(p.V)), 1);
    return crossEntropy(dense(mixed, p.O), y);
  },
  separable: true,
};

const embedding: Net = {
  name: "embedding",
  parameters: weights({ E: [7, 3], V: [3, 3] }),
  data: {
    x: { values: Int32Array.from({ length: 4 * rows }, (_, i) => (3 * i) % 7), shape: [rows, 4] },
    y: labels(3),
  },
  loss: (p, { x, y }) => {
    const words = tf.gather(p.E, x);
    return crossEntropy(dense(tf.tanh(tf.sum(words, 1)), p.V), y);
  },
  separable: true,
};

const residual: Net = {
  name: "residual sums",
  parameters: weights({ a: [3, 3, 2, 2], b: [3, 3, 2, 2], V: [2, 3] }),
  data: { x: floats(4, 4, 2), y: labels(3) },
  loss: (p, { x, y }) => {
    const h = tf.add(x, tf.tanh(conv(x, p.a)));
    const z = tf.add(h, tf.sigmoid(conv(h, p.b)));
    return crossEntropy(dense(tf.mean(z, [1, 2]), p.V), y);
  },
  separable: true,
};

const critic: Net = {
  name: "GAN critic with gradient penalty",
  parameters: weights({ W: [2, 5], u: [5, 1] }),
  data: { real: floats(2), fake: { ...floats(2), values: normalVector(2 * rows, 9) } },
  loss: (p, { real, fake }) => {
    const D = (x: tf.Tensor): tf.Tensor => tf.matMul(tf.tanh(tf.matMul(x, p.W)), p.u);
    const slope = inputGradient((x) => tf.sum(D(x)))(tf.mul(0.5, tf.add(real, fake)));
    const penalty = tf.mean(tf.square(tf.sub(tf.norm(slope, 2, 1), 1)));
    return tf.add(tf.mean(tf.sub(tf.softplus(D(fake)), D(real))), tf.mul(10, penalty));
  },
  separable: true,
};

export const nets: readonly Net[] = [
  mlp(tf.tanh, "MLP tanh"),
  mlp(tf.relu, "MLP ReLU"),
  mlp(tf.softmax, "MLP softmax"),
  pooled,
  normalised,
  separableNet,
  lstm,
  attention,
  embedding,
  residual,
  critic,
];

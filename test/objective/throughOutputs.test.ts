/**
 * Curvature through outputs that simplification sees through: permuted, reshaped, scaled, negated. The
 * models are linear in their parameters, so that the Gauss–Newton matrix is the Hessian.
 */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { norm } from "../../src/core/vector.js";
import { objective, type Objective } from "../../src/objective/objective.js";
import { sampleGradients } from "../../src/objective/sampleGradients.js";
import { dot } from "../../src/core/vector.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";

type Outputs = (w: tf.Tensor, x: tf.Tensor) => tf.Tensor;
type Loss = (z: tf.Tensor, y: tf.Tensor) => tf.Tensor;
interface Case {
  readonly filter: number[];
  readonly image: number[];
  readonly outputs: Outputs;
  readonly loss: "softmaxCrossEntropy" | "sigmoidCrossEntropy" | "meanSquaredError" | Loss;
  readonly targets: number[];
}

const image = [3, 4, 4, 2];
const conv: Outputs = (w, x) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "valid");
const matmul: Outputs = (w, x) => tf.matMul(x, w);
const dense = { filter: [4, 2], image: [3, 4], targets: [3, 2] };
const filter = [2, 2, 2, 3];

const cases: Readonly<Record<string, Case>> = {
  "convolution, softmax": { filter, image, outputs: conv, loss: "softmaxCrossEntropy", targets: [3, 3, 3] }, // prettier-ignore
  "convolution, sigmoid": { filter, image, outputs: conv, loss: "sigmoidCrossEntropy", targets: [3, 3, 3, 3] }, // prettier-ignore
  "convolution, squares": { filter, image, outputs: conv, loss: "meanSquaredError", targets: [3, 3, 3, 3] }, // prettier-ignore
  "transposed convolution": {
    filter: [2, 2, 3, 2],
    image,
    outputs: (w, x) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [x.shape[0], 8, 8, 3], 2, "same"), // prettier-ignore
    loss: "sigmoidCrossEntropy",
    targets: [3, 8, 8, 3],
  },
  upsampling: {
    filter,
    image,
    outputs: (w, x) => tf.image.resizeNearestNeighbor(conv(w, x) as tf.Tensor4D, [6, 6]),
    loss: "softmaxCrossEntropy",
    targets: [3, 6, 6],
  },
  transposition: {
    ...dense,
    outputs: (w, x) => tf.transpose(tf.reshape(tf.matMul(x, w), [-1, 1, 2]), [0, 2, 1]),
    loss: "sigmoidCrossEntropy",
    targets: [3, 2, 1],
  },
  "reshapes on both sides": {
    ...dense,
    outputs: (w, x) => tf.reshape(matmul(w, x), [-1, 2, 1]),
    loss: (z, y) => tf.mean(tf.log(tf.cosh(tf.sub(tf.reshape(z, [-1, 2]), y)))),
  },
  "factors on both sides": {
    ...dense,
    outputs: (w, x) => tf.mul(0.5, matmul(w, x)),
    loss: (z, y) => tf.mean(tf.log(tf.cosh(tf.sub(tf.mul(2, z), y)))),
  },
  "a sign at the end": {
    ...dense,
    outputs: (w, x) => tf.neg(matmul(w, x)),
    loss: "sigmoidCrossEntropy",
  },
};

function make({ filter, image, outputs, loss, targets }: Case): Objective {
  const size = (shape: number[]): number => shape.reduce((a, b) => a * b, 1);
  const labels = Float64Array.from({ length: size(targets) }, (_, i) => i % 2);
  return objective({
    parameters: { w: { values: normalVector(size(filter), 1), shape: filter } },
    outputs: ({ w }: { readonly w: tf.Tensor }, x: tf.Tensor) => outputs(w, x),
    loss,
    data: {
      inputs: { values: normalVector(size(image), 2), shape: image },
      targets: { values: loss === "softmaxCrossEntropy" ? Int32Array.from(labels) : labels, shape: targets }, // prettier-ignore
    },
    precision: "float64",
    batchSize: 2,
  });
}

test.each(Object.entries(cases))("%s: Gauss–Newton is the Hessian", async (_, options) => {
  const f = make(options);
  const v = normalVector(f.size, 3);
  const hessian = await f.product(f.start, v);
  expect(norm(hessian)).toBeGreaterThan(1e-3);
  expectClose(await f.product(f.start, v, { curvature: "gaussNewton" }), hessian, 1e-12);
  const matrix = f.linearize(f.start, { curvature: "gaussNewton" });
  expectClose(await matrix.apply(v), hessian, 1e-12);
});

test.each(Object.entries(cases))("%s: empirical Fisher is the mean of g gᵀ", async (_, options) => {
  const f = make(options);
  const v = normalVector(f.size, 3);
  const expected = new Float64Array(f.size);
  for (const g of await sampleGradients(f, f.start)) {
    g.forEach((x, j) => (expected[j] += (x * dot(g, v)) / f.samples));
  }
  expect(norm(expected)).toBeGreaterThan(1e-4);
  expectClose(await f.product(f.start, v, { curvature: "empiricalFisher" }), expected, 1e-12);
});

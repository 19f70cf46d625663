/**
 * One program per TensorFlow.js kernel (and some compositions), with the shapes of its float inputs.
 * Shared by the tests of the recorder and of the executors. The inputs are standard normal numbers.
 */
import * as tf from "@tensorflow/tfjs";
import { losses } from "../../src/objective/losses.js";

/** Name, shapes of inputs, program; names begin with the kernels they show. */
export type KernelCase = readonly [string, readonly number[][], (...x: tf.Tensor[]) => tf.Tensor];

const image = [2, 6, 7, 3];
const as4 = (x: tf.Tensor) => x as tf.Tensor4D;
const as2 = (x: tf.Tensor) => x as tf.Tensor2D;
const positive = (x: tf.Tensor) => tf.add(tf.square(x), 0.5);
const inside = (x: tf.Tensor) => tf.mul(tf.tanh(x), 0.9);
const rows = tf.tensor1d([2, 0, 2], "int32");

// prettier-ignore
export const kernelCases: readonly KernelCase[] = [
  ["Add Sub Multiply RealDiv", [[2, 3], [3]], (x, y) => tf.sub(tf.mul(tf.add(x, y), y), tf.div(x, 4))],
  ["AddN", [[2], [2], [2]], (x, y, z) => tf.addN([x, y, z])],
  ["Neg Square SquaredDifference", [[4], [4]], (x, y) => tf.add(tf.neg(tf.square(x)), tf.squaredDifference(x, y))],
  ["Exp Expm1 Sin Cos Atan", [[7]], (x) => tf.add(tf.add(tf.exp(x), tf.expm1(x)), tf.mul(tf.sin(x), tf.add(tf.cos(x), tf.atan(x))))],
  ["Sinh Cosh Tanh Asinh", [[7]], (x) => tf.add(tf.mul(tf.sinh(x), tf.cosh(x)), tf.mul(tf.tanh(x), tf.asinh(x)))],
  ["Tan Asin Acos Atanh", [[7]], (x) => tf.add(tf.mul(tf.tan(inside(x)), tf.asin(inside(x))), tf.mul(tf.acos(inside(x)), tf.atanh(inside(x))))],
  ["Acosh Log Log1p Sqrt Rsqrt Reciprocal", [[7]], (x) => tf.add(tf.mul(tf.acosh(tf.add(positive(x), 1)), tf.log(positive(x))), tf.mul(tf.log1p(positive(x)), tf.add(tf.rsqrt(positive(x)), tf.mul(tf.sqrt(positive(x)), tf.reciprocal(positive(x))))))],
  ["Erf Sigmoid Softplus", [[7]], (x) => tf.add(tf.erf(x), tf.mul(tf.sigmoid(x), tf.softplus(x)))],
  ["Relu Relu6 Elu Selu LeakyRelu", [[9]], (x) => tf.addN([tf.relu(x), tf.relu6(tf.mul(x, 4)), tf.elu(x), tf.selu(x), tf.leakyRelu(x, 0.3)])],
  ["Prelu", [[2, 3], [3]], (x, a) => tf.prelu(x, a)],
  ["Abs Sign Floor Ceil Round Step", [[9]], (x) => tf.addN([tf.abs(x), tf.sign(x), tf.floor(x), tf.mul(tf.ceil(x), x), tf.round(x), tf.step(x, 0.2)])],
  ["Maximum Minimum ClipByValue", [[2, 5], [5]], (x, y) => tf.add(tf.maximum(x, y), tf.mul(tf.minimum(x, y), tf.clipByValue(x, -0.5, 0.7)))],
  ["Pow", [[2, 3], [3]], (x, y) => tf.pow(positive(x), y)],
  ["Pow of constants", [[5]], (x) => tf.addN([tf.pow(x, 2), tf.pow(x, 3), tf.pow(positive(x), 0.5), tf.pow(positive(x), -1.5)])],
  ["Mod FloorDiv", [[6], [6]], (x, y) => tf.add(tf.mod(x, positive(y)), tf.mul(x, tf.floorDiv(x, positive(y))))],
  ["Equal NotEqual Less LessEqual Greater GreaterEqual", [[4], [4]], (x, y) => tf.addN([tf.equal(x, y), tf.notEqual(x, y), tf.less(x, y), tf.lessEqual(x, y), tf.greater(x, y), tf.greaterEqual(x, y)].map((m) => tf.mul(tf.cast(m, "float32"), x)))],
  ["LogicalAnd LogicalOr LogicalNot LogicalXor Select", [[6], [6]], (x, y) => { const [a, b] = [tf.greater(x, 0), tf.greater(y, 0)]; return tf.where(tf.logicalOr(tf.logicalAnd(a, b), tf.logicalXor(tf.logicalNot(a), b)), tf.square(x), y); }],
  ["Mean Sum", [[2, 3, 4]], (x) => tf.add(tf.mean(x, [0, 2], true), tf.sum(x, -1, true))],
  ["Max", [[2, 3, 4]], (x) => tf.max(x, [1])],
  ["Min All Any", [[2, 3, 4]], (x) => { const some = tf.greater(x, 0); return tf.mul(tf.min(x, [1, 2]), tf.add(tf.cast(tf.any(some, [1, 2]), "float32"), tf.cast(tf.all(some, [1, 2]), "float32"))); }],
  ["Prod", [[2, 5]], (x) => tf.prod(x, 1)],
  ["Cumsum", [[2, 5]], (x) => tf.add(tf.cumsum(x, 1), tf.mul(tf.cumsum(x, 0, true), tf.cumsum(x, 1, false, true)))],
  ["Softmax LogSoftmax logSumExp", [[3, 5]], (x) => tf.add(tf.add(tf.softmax(x), tf.logSoftmax(x)), tf.logSumExp(x, 1, true))],
  ["Reshape ExpandDims Transpose", [[2, 3, 4]], (x) => tf.transpose(tf.expandDims(tf.reshape(x, [6, -1]), 1), [2, 0, 1])],
  ["PadV2 Slice", [[3, 4]], (x) => tf.slice(tf.pad(x, [[1, 0], [0, 2]]), [0, 1], [-1, 4])],
  ["StridedSlice", [[5, 7]], (x) => tf.add(tf.stridedSlice(x, [0, 1], [5, 7], [2, 3]), tf.stridedSlice(x, [4, 6], [-6, 1], [-2, -3]))],
  ["Concat SplitV", [[4, 3]], (x) => { const [a, b] = tf.split(x, [1, 3], 0); return tf.concat([b, tf.square(a)], 0); }],
  ["Pack Unpack", [[3, 2]], (x) => { const [a, b, c] = tf.unstack(x); return tf.stack([tf.mul(a, b), c], 1); }],
  ["Tile BroadcastTo", [[2, 1]], (x) => tf.add(tf.tile(x, [2, 3]), tf.broadcastTo(tf.mean(x, 0), [4, 3]))],
  ["Reverse MirrorPad", [[3, 4]], (x) => tf.mirrorPad(tf.reverse(x, 1), [[1, 1], [2, 0]], "reflect")],
  ["MirrorPad symmetric", [[3, 4]], (x) => tf.mirrorPad(x, [[1, 0], [2, 1]], "symmetric")],
  ["GatherV2", [[3, 4]], (x) => tf.add(tf.gather(x, rows, 0), tf.gather(tf.square(x), tf.tensor1d([3, 0, 0, 1], "int32"), 1))],
  ["OneHot Range", [[2, 3]], (x) => tf.add(tf.mul(x, tf.oneHot(tf.tensor1d([2, 0], "int32"), 3, 5, -1)), tf.range(0, 3))],
  ["OnesLike ZerosLike Fill", [[2, 2]], (x) => tf.addN([tf.onesLike(x), tf.zerosLike(x), tf.fill([2, 2], 3), tf.mul(x, tf.tensor2d([[1, 2], [3, 4]]))])],
  ["BatchMatMul", [[3, 2], [4, 3]], (x, y) => tf.matMul(x, y, true, true)],
  ["BatchMatMul in batches", [[2, 3, 4], [4, 2]], (x, y) => tf.matMul(x, tf.broadcastTo(y, [2, 4, 2]))],
  ["_FusedMatMul", [[2, 3], [3, 4], [4]], (x, w, b) => tf.fused.matMul({ a: as2(x), b: as2(w), bias: b, activation: "elu" })],
  ["Einsum", [[2, 3, 4], [4, 5, 3]], (x, y) => tf.einsum("bij,jki->kb", x, y)],
  ["Einsum in batches", [[2, 3, 4], [2, 4, 5]], (x, y) => tf.einsum("bij,bjk->bki", x, y)],
  ["Conv2D same, stride 2", [image, [3, 3, 3, 4]], (x, w) => tf.conv2d(as4(x), as4(w), 2, "same")],
  ["Conv2D valid, dilated", [image, [2, 3, 3, 4]], (x, w) => tf.conv2d(as4(x), as4(w), 1, "valid", "NHWC", 2)],
  ["Conv2D of one axis", [[2, 8, 3], [3, 3, 4]], (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 2, "same")],
  ["FusedConv2D", [image, [3, 3, 3, 4], [4]], (x, w, b) => tf.fused.conv2d({ x: as4(x), filter: as4(w), strides: 1, pad: "same", bias: b, activation: "sigmoid" })],
  ["DepthwiseConv2dNative", [image, [3, 3, 3, 2]], (x, w) => tf.depthwiseConv2d(as4(x), as4(w), [2, 2], "same")],
  ["DepthwiseConv2dNative separable", [image, [3, 3, 3, 2], [1, 1, 6, 4]], (x, d, p) => tf.separableConv2d(as4(x), as4(d), as4(p), 1, "valid")],
  ["FusedDepthwiseConv2D", [image, [3, 3, 3, 1], [3]], (x, w, b) => tf.fused.depthwiseConv2d({ x: as4(x), filter: as4(w), strides: 1, pad: "valid", bias: b, activation: "relu6" })],
  ["Conv2DBackpropInput", [[2, 3, 4, 3], [3, 3, 5, 3]], (x, w) => tf.conv2dTranspose(as4(x), as4(w), [2, 6, 8, 5], 2, "same")],
  ["AvgPool", [image], (x) => tf.avgPool(as4(x), 2, 2, "valid")],
  ["AvgPool same counts inner entries only", [image], (x) => tf.avgPool(as4(x), 3, 2, "same")],
  ["MaxPool", [image], (x) => tf.maxPool(as4(x), 2, 2, "valid")],
  ["MaxPool overlapping", [image], (x) => tf.maxPool(as4(tf.sub(x, 3)), 3, 2, "same")],
  ["FusedBatchNorm", [image, [3], [3], [3], [3]], (x, m, v, o, s) => tf.batchNorm(x, m, positive(v), o, s)],
  ["ResizeBilinear", [image], (x) => tf.image.resizeBilinear(as4(x), [9, 4], false, true)],
  ["ResizeBilinear with corners", [image], (x) => tf.image.resizeBilinear(as4(x), [9, 4], true)],
  ["ResizeNearestNeighbor", [image], (x) => tf.image.resizeNearestNeighbor(as4(x), [9, 4])],
  ["moments", [[4, 3]], (x) => { const { mean, variance } = tf.moments(x, 0, true); return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-3))); }],
  ["norm", [[4, 3]], (x) => tf.norm(x, 2, 1)],
  ["loss softmaxCrossEntropy of probabilities", [[3, 4], [3, 4]], (z, t) => losses.softmaxCrossEntropy(z, tf.softmax(t))],
  ["loss meanSquaredError", [[3, 4], [3, 4]], (z, t) => losses.meanSquaredError(z, t)],
  ["loss sigmoidCrossEntropy", [[3, 4], [3, 4]], (z, t) => losses.sigmoidCrossEntropy(z, tf.sigmoid(t))],
  ["tf.losses.softmaxCrossEntropy", [[3, 4], [3, 4]], (z, t) => tf.losses.softmaxCrossEntropy(tf.softmax(t), z)],
  ["tf.losses.sigmoidCrossEntropy", [[3, 4], [3, 4]], (z, t) => tf.losses.sigmoidCrossEntropy(tf.sigmoid(t), z)],
  ["tf.losses.absoluteDifference", [[3, 4], [3, 4]], (z, t) => tf.losses.absoluteDifference(t, z)],
  ["tf.losses.cosineDistance", [[3, 4], [3, 4]], (z, t) => tf.losses.cosineDistance(t, z, 1)],
  ["tf.losses.hingeLoss", [[3, 4], [3, 4]], (z, t) => tf.losses.hingeLoss(tf.step(t), z)],
  ["tf.losses.huberLoss", [[3, 4], [3, 4]], (z, t) => tf.losses.huberLoss(t, z)],
  ["tf.losses.logLoss", [[3, 4], [3, 4]], (z, t) => tf.losses.logLoss(tf.sigmoid(t), tf.sigmoid(z))],
  ["tf.losses.meanSquaredError", [[3, 4], [3, 4]], (z, t) => tf.losses.meanSquaredError(t, z)],
];

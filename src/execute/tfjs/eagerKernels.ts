/**
 * The kernels of a lowered program as operations of TensorFlow.js, on whatever backend is current.
 *
 * Only operations that every backend has: the one for WebAssembly, for instance, knows no gradient of
 * a filter. What is missing is built from matrix products, padding and slices.
 */
import * as tf from "@tensorflow/tfjs";
import type { BinaryOp, UnaryOp } from "../../graph/node.js";
import { broadcast, sameShape, sizeOf, type Shape } from "../../graph/shape.js";
import type { Kernels } from "../channelsLast/kernels.js";
import { checkRow } from "../rowNumberError.js";
import { eagerConvolutions } from "./eagerConvolutions.js";
import { eagerPools } from "./eagerPools.js";

export const eagerKernels: Kernels<tf.Tensor> = {
  constant: (values, shape) => tf.tensor(Float32Array.from(values), [...shape], "float32"),

  unary: (op, x) => unaryFunctions[op](x),
  binary: (op, a, b) => binaryFunctions[op](a, b),
  select: (c, a, b) => tf.where(tf.notEqual(c, 0), a, b),
  sum: (x, axes) => tf.sum(x, [...axes], true),
  max: (x, axes) => tf.max(x, [...axes], true),

  reshape: (x, shape) => tf.reshape(x, [...shape]),
  expand: (x, shape) => tf.broadcastTo(x, [...shape]),
  transpose: (x, permutation) => tf.transpose(x, [...permutation]),
  pad,
  spread,
  slice,
  concat: (parts, axis) => tf.concat([...parts], axis),
  gather: (table, indices) => tf.gather(table, tf.cast(indices, "int32")),
  scatterAdd(rows, indices, shape) {
    if (indices.size === 0) return tf.zeros([...shape]);
    // The backend for WebAssembly leaves others out. Read as gather does it: kernels do not wait.
    const numbers = tf.engine().readSync(indices.dataId) as Float32Array; // of a float32 tensor
    numbers.forEach((row) => checkRow(row, shape[0]));
    const column = tf.cast(tf.reshape(indices, [...indices.shape, 1]), "int32");
    return tf.scatterND(column, rows, [...shape]); // equal numbers add up
  },

  matmul(a, b, transposeA, transposeB) {
    const lead = broadcast("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
    const [x, y] = [a, b].map((m) => {
      const shape = [...lead, ...m.shape.slice(-2)];
      return sameShape(shape, m.shape) ? m : tf.broadcastTo(m, shape);
    });
    return tf.matMul(x, y, transposeA, transposeB);
  },
  ...eagerConvolutions({ pad, spread, slice }),
  ...eagerPools({ pad, spread }),
};

/** Comparisons give booleans; the graph's masks are numbers. */
const mask = (x: tf.Tensor): tf.Tensor => tf.cast(x, "float32");

const unaryFunctions: Readonly<Record<UnaryOp, (x: tf.Tensor) => tf.Tensor>> = {
  neg: tf.neg,
  abs: tf.abs,
  exp: tf.exp,
  expm1: tf.expm1,
  log: tf.log,
  log1p: tf.log1p,
  sqrt: tf.sqrt,
  sin: tf.sin,
  cos: tf.cos,
  tan: tf.tan,
  asin: tf.asin,
  acos: tf.acos,
  atan: tf.atan,
  sinh: tf.sinh,
  cosh: tf.cosh,
  tanh: tf.tanh,
  asinh: tf.asinh,
  acosh: tf.acosh,
  atanh: tf.atanh,
  erf: tf.erf,
  sigmoid: tf.sigmoid,
  softplus: tf.softplus,
  relu: tf.relu,
  step: (x) => tf.step(x),
  sign: tf.sign,
  floor: tf.floor,
  ceil: tf.ceil,
  round: tf.round, // halves to even, as the graph says
};

const binaryFunctions: Readonly<Record<BinaryOp, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  pow: tf.pow,
  maximum: tf.maximum,
  equal: (a, b) => mask(tf.equal(a, b)),
  greater: (a, b) => mask(tf.greater(a, b)),
};

function pad(x: tf.Tensor, before: Shape, after: Shape, value: number): tf.Tensor {
  const pairs = before.map((count, i): [number, number] => [count, after[i]]);
  return pairs.every(([a, b]) => a + b === 0) ? x : tf.pad(x, pairs, value);
}

function slice(x: tf.Tensor, begin: Shape, shape: Shape, steps: Shape): tf.Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (steps.every((step) => step === 1)) return tf.slice(x, [...begin], [...shape]);
  const end = begin.map((b, i) => b + (shape[i] - 1) * steps[i] + 1);
  return tf.stridedSlice(x, [...begin], end, [...steps]);
}

/** Zeros between neighbours are columns of a new axis, folded in. */
function spread(x: tf.Tensor, shape: Shape, begin: Shape, steps: Shape): tf.Tensor {
  const apart = steps.reduce((y, step, axis) => {
    if (step === 1 || y.shape[axis] === 1) return y;
    const [outer, length] = [sizeOf(y.shape.slice(0, axis)), y.shape[axis]];
    const inner = sizeOf(y.shape.slice(axis + 1));
    const column = tf.reshape(y, [outer * length, 1, inner]);
    const wide = tf.reshape(pad(column, [0, 0, 0], [0, step - 1, 0], 0), [
      outer,
      length * step,
      inner,
    ]);
    const cut = tf.slice(wide, [0, 0, 0], [outer, (length - 1) * step + 1, inner]);
    return tf.reshape(
      cut,
      y.shape.map((d, i) => (i === axis ? (length - 1) * step + 1 : d)),
    );
  }, x);
  const after = shape.map((d, i) => d - begin[i] - apart.shape[i]);
  return pad(apart, begin, after, 0);
}

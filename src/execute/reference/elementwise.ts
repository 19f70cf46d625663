/**
 * Elementwise operations in float64, with broadcasting.
 */
import type { BinaryOp, Node, UnaryOp } from "../../graph/node.js";
import { sizeOf, type Shape } from "../../graph/shape.js";
import { broadcastStrides, walk } from "./walk.js";

const unaryFunctions: Record<UnaryOp, (x: number) => number> = {
  neg: (x) => -x,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  sigmoid: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  relu: (x) => (x > 0 ? x : 0),
  step: (x) => (x > 0 ? 1 : 0),
};

const binaryFunctions: Record<BinaryOp, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  equal: (x, y) => (x === y ? 1 : 0),
};

export function evaluateUnary(op: UnaryOp, x: Float64Array): Float64Array {
  const f = unaryFunctions[op];
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = f(x[i]);
  return y;
}

export function evaluateBinary(
  op: BinaryOp,
  node: Node,
  a: Float64Array,
  b: Float64Array,
): Float64Array {
  const f = binaryFunctions[op];
  const y = new Float64Array(sizeOf(node.shape));
  if (a.length === y.length && b.length === y.length) {
    for (let i = 0; i < y.length; i++) y[i] = f(a[i], b[i]);
    return y;
  }
  const strides = node.inputs.map((input) => broadcastStrides(input.shape, node.shape));
  walk(node.shape, strides, (i, [ia, ib]) => (y[i] = f(a[ia], b[ib])));
  return y;
}

/** Copies x along the axes that `shape` stretches. */
export function evaluateExpand(x: Float64Array, from: Shape, shape: Shape): Float64Array {
  const y = new Float64Array(sizeOf(shape));
  walk(shape, [broadcastStrides(from, shape)], (i, [ix]) => (y[i] = x[ix]));
  return y;
}

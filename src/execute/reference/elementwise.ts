/**
 * Elementwise operations in float64, with broadcasting.
 */
import type { BinaryOp, Node, NodeOf, UnaryOp } from "../../graph/node.js";
import { sizeOf, type Shape } from "../../graph/shape.js";
import { erf } from "./erf.js";
import { broadcastStrides, walk } from "./walk.js";

const unaryFunctions: Record<UnaryOp, (x: number) => number> = {
  neg: (x) => -x,
  abs: Math.abs,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  erf,
  sigmoid: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  relu: (x) => (x > 0 ? x : 0),
  step: (x) => (x > 0 ? 1 : 0),
  sign: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  round: (x) => {
    const nearest = Math.round(x); // halves go up; to the even one instead
    return nearest - x === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
  },
};

const binaryFunctions: Record<BinaryOp, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow: Math.pow,
  maximum: Math.max,
  equal: (x, y) => (x === y ? 1 : 0),
  greater: (x, y) => (x > y ? 1 : 0),
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

export function evaluateSelect(
  node: NodeOf<"select">,
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
): Float64Array {
  const y = new Float64Array(sizeOf(node.shape));
  const strides = node.inputs.map((input) => broadcastStrides(input.shape, node.shape));
  walk(node.shape, strides, (i, [ic, ia, ib]) => (y[i] = c[ic] !== 0 ? a[ia] : b[ib]));
  return y;
}

/** Copies x along the axes that `shape` stretches. */
export function evaluateExpand(x: Float64Array, from: Shape, shape: Shape): Float64Array {
  const y = new Float64Array(sizeOf(shape));
  walk(shape, [broadcastStrides(from, shape)], (i, [ix]) => (y[i] = x[ix]));
  return y;
}

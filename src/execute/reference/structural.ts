/**
 * Reductions, permutations, padding and slices in float64.
 */
import type { Node, NodeOf } from "../../graph/node.js";
import { reducedShape, sizeOf, stridesOf } from "../../graph/shape.js";
import { broadcastStrides, walk } from "./walk.js";

export function evaluateSum(node: NodeOf<"sum">, x: Float64Array): Float64Array {
  return reduce(node, x, 0, (total, value) => total + value);
}

export function evaluateMax(node: Node, x: Float64Array): Float64Array {
  return reduce(node, x, -Infinity, (greatest, value) =>
    value > greatest || Number.isNaN(value) ? value : greatest,
  );
}

/** m + log Σ exp(x − m), where m is the maximum along the axes; m where m is infinite. */
export function evaluateLogSumExp(node: NodeOf<"logSumExp">, x: Float64Array): Float64Array {
  const maximum = evaluateMax(node, x);
  const total = new Float64Array(maximum.length);
  eachReduced(node, (ix, iy) => {
    total[iy] += maximum[iy] === x[ix] ? 1 : Math.exp(x[ix] - maximum[iy]);
  });
  return total.map((t, i) => maximum[i] + Math.log(t));
}

export function evaluatePermute(node: NodeOf<"permute">, x: Float64Array): Float64Array {
  const y = new Float64Array(x.length);
  const own = stridesOf(node.inputs[0].shape);
  const strides = node.attributes.permutation.map((axis) => own[axis]);
  walk(node.shape, [strides], (i, [ix]) => (y[i] = x[ix]));
  return y;
}

export function evaluatePad(node: NodeOf<"pad">, x: Float64Array): Float64Array {
  const y = new Float64Array(sizeOf(node.shape));
  const strides = stridesOf(node.shape);
  const begin = offset(node.attributes.before, strides);
  walk(node.inputs[0].shape, [strides], (i, [iy]) => (y[begin + iy] = x[i]));
  return y;
}

export function evaluateSlice(node: NodeOf<"slice">, x: Float64Array): Float64Array {
  const y = new Float64Array(sizeOf(node.shape));
  const strides = stridesOf(node.inputs[0].shape);
  const begin = offset(node.attributes.begin, strides);
  walk(node.shape, [strides], (i, [ix]) => (y[i] = x[begin + ix]));
  return y;
}

function offset(begin: readonly number[], strides: readonly number[]): number {
  return begin.reduce((total, b, axis) => total + b * strides[axis], 0);
}

function reduce(
  node: Node,
  x: Float64Array,
  start: number,
  combine: (total: number, value: number) => number,
): Float64Array {
  const y = new Float64Array(sizeOf(node.shape)).fill(start);
  eachReduced(node, (ix, iy) => (y[iy] = combine(y[iy], x[ix])));
  return y;
}

/** Visits every input entry together with the output entry that it is reduced into. */
function eachReduced(node: Node, visit: (ix: number, iy: number) => void): void {
  if (!("axes" in node.attributes)) return;
  const { shape } = node.inputs[0];
  const strides = broadcastStrides(reducedShape(shape, node.attributes.axes), shape);
  walk(shape, [strides], (ix, [iy]) => visit(ix, iy));
}

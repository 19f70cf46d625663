/**
 * Reductions, permutations, padding and slices in float64.
 */
import type { Node, NodeOf } from "../../graph/node.js";
import { reducedShape, sizeOf, stridesOf } from "../../graph/shape.js";
import { checkRow } from "../rowNumberError.js";
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
  const { before, interior } = node.attributes;
  const begin = offset(before, strides);
  const apart = strides.map((s, axis) => s * (interior[axis] + 1));
  walk(node.inputs[0].shape, [apart], (i, [iy]) => (y[begin + iy] = x[i]));
  return y;
}

export function evaluateSlice(node: NodeOf<"slice">, x: Float64Array): Float64Array {
  const y = new Float64Array(sizeOf(node.shape));
  const strides = stridesOf(node.inputs[0].shape);
  const { begin, steps } = node.attributes;
  const from = offset(begin, strides);
  const apart = strides.map((s, axis) => s * steps[axis]);
  walk(node.shape, [apart], (i, [ix]) => (y[i] = x[from + ix]));
  return y;
}

export function evaluateConcat(
  node: NodeOf<"concat">,
  parts: readonly Float64Array[],
): Float64Array {
  const y = new Float64Array(sizeOf(node.shape));
  const { axis } = node.attributes;
  const strides = stridesOf(node.shape);
  let begin = 0;
  node.inputs.forEach((input, k) => {
    walk(input.shape, [strides], (i, [iy]) => (y[begin + iy] = parts[k][i]));
    begin += input.shape[axis] * strides[axis];
  });
  return y;
}

export function evaluateGather(
  node: NodeOf<"gather">,
  table: Float64Array,
  indices: Float64Array,
): Float64Array {
  const width = node.inputs[0].shape.slice(1).reduce((a, b) => a * b, 1);
  const y = new Float64Array(sizeOf(node.shape));
  indices.forEach((row, i) => {
    checkRow(row, node.inputs[0].shape[0]);
    y.set(table.subarray(row * width, (row + 1) * width), i * width);
  });
  return y;
}

export function evaluateScatterAdd(
  node: NodeOf<"scatterAdd">,
  rows: Float64Array,
  indices: Float64Array,
): Float64Array {
  const width = node.shape.slice(1).reduce((a, b) => a * b, 1);
  const y = new Float64Array(sizeOf(node.shape));
  indices.forEach((row, i) => {
    checkRow(row, node.shape[0]);
    for (let j = 0; j < width; j++) y[row * width + j] += rows[i * width + j];
  });
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

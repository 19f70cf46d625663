/**
 * Kernels that reduce axes. TensorFlow.js drops reduced axes unless told to keep them; the graph
 * keeps them with size 1.
 */
import { matmul } from "../../graph/contraction.js";
import { mul, neg, sub } from "../../graph/elementwise.js";
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import { logSumExp, max, softmax } from "../../graph/reduction.js";
import { concat, expand, permute, reshape, slice, sum } from "../../graph/structural.js";
import { backwards } from "./arrangement.js";
import { axes, axis, type KernelRule, type Recording } from "./rule.js";

function reduced(
  call: Recording,
  attribute: string,
  rule: (x: Node, over: readonly number[]) => Node,
): Node {
  const x = call.node("x");
  const over = axes(call, attribute, x.shape.length);
  const result = rule(x, over);
  if (call.attributes["keepDims"] === true) return result;
  return reshape(
    call.g,
    result,
    x.shape.filter((_, axis) => !over.includes(axis)),
  );
}

const least =
  (g: Graph) =>
  (x: Node, over: readonly number[]): Node =>
    neg(g, max(g, neg(g, x), over));

/** Multiplies halves until one entry is left: exact derivatives also where factors are zero. */
function product(g: Graph, x: Node, along: number): Node {
  const length = x.shape[along];
  if (length === 1) return x;
  const half = Math.floor(length / 2);
  const part = (begin: number, size: number): Node =>
    slice(
      g,
      x,
      x.shape.map((_, i) => (i === along ? begin : 0)),
      x.shape.map((d, i) => (i === along ? size : d)),
    );
  const pairs = product(g, mul(g, part(0, half), part(half, half)), along);
  return length % 2 === 0 ? pairs : mul(g, pairs, part(length - 1, 1));
}

/** Partial sums along an axis: a product with a triangle of ones. */
function cumsum(call: Recording) {
  const { g, attributes } = call;
  const x = call.node("x");
  const rank = x.shape.length;
  const along = axis(call, rank);
  const n = x.shape[along];
  const [exclusive, reverse] = [attributes["exclusive"] === true, attributes["reverse"] === true];
  const triangle = Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n]; // entry i counts towards sum j
    const distance = reverse ? i - j : j - i;
    return distance > 0 || (distance === 0 && !exclusive) ? 1 : 0;
  });
  const last = Array.from({ length: rank }, (_, i) => i);
  [last[along], last[rank - 1]] = [rank - 1, along];
  const rows = reshape(g, permute(g, x, last), [x.shape.reduce((p, d) => p * d, 1) / n, n]);
  const sums = matmul(g, rows, g.constant(triangle, [n, n]));
  const shape = last.map((i) => x.shape[i]);
  return { node: permute(g, reshape(g, sums, shape), last), dtype: call.dtype("x") };
}

/** Partial products along an axis, by doubling: exact derivatives also where factors are zero. */
function cumprod(call: Recording) {
  const { g, attributes } = call;
  const x = call.node("x");
  const along = axis(call, x.shape.length);
  const n = x.shape[along];
  const resized = (size: number) => x.shape.map((d, i) => (i === along ? size : d));
  const later = (y: Node, by: number): Node => {
    const start = slice(g, y, resized(0).map(() => 0), resized(n - by)); // prettier-ignore
    return concat(g, [expand(g, g.scalar(1), resized(by)), start], along);
  };
  const turn = (y: Node): Node => (attributes["reverse"] === true ? backwards(g, y, along) : y);
  let y = turn(x);
  if (attributes["exclusive"] === true) y = n === 1 ? expand(g, g.scalar(1), x.shape) : later(y, 1);
  for (let by = 1; by < n; by *= 2) y = mul(g, y, later(y, by));
  return { node: turn(y), dtype: call.dtype("x") };
}

export const reductionRules: Readonly<Record<string, KernelRule>> = {
  Sum: (call) => {
    const dtype = call.dtype("x") === "float32" ? "float32" : "int32";
    return { node: reduced(call, "axis", (x, over) => sum(call.g, x, over)), dtype };
  },
  Mean: (call) =>
    reduced(call, "axis", (x, over) => {
      const count = over.reduce((total, axis) => total * x.shape[axis], 1);
      return mul(call.g, call.g.scalar(1 / count), sum(call.g, x, over));
    }),
  Max: (call) => ({
    node: reduced(call, "reductionIndices", (x, over) => max(call.g, x, over)),
    dtype: call.dtype("x"),
  }),
  Min: (call) => ({ node: reduced(call, "axis", least(call.g)), dtype: call.dtype("x") }),
  All: (call) => ({ node: reduced(call, "axis", least(call.g)), dtype: "bool" }),
  Any: (call) => ({
    node: reduced(call, "axis", (x, over) => max(call.g, x, over)),
    dtype: "bool",
  }),
  Prod: (call) => ({
    node: reduced(call, "axis", (x, over) => over.reduce((y, a) => product(call.g, y, a), x)),
    dtype: call.dtype("x"),
  }),
  Cumsum: cumsum,
  Cumprod: cumprod,
  Softmax: ({ g, node, attributes }) => {
    const x = node("logits");
    const axis = Number(attributes["dim"] ?? -1);
    return softmax(g, x, [axis < 0 ? axis + x.shape.length : axis]);
  },
  LogSoftmax: ({ g, node, attributes }) => {
    const x = node("logits");
    const axis = Number(attributes["axis"] ?? -1);
    return sub(g, x, logSumExp(g, x, [axis < 0 ? axis + x.shape.length : axis]));
  },
};

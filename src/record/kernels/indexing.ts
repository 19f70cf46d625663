/**
 * Kernels that address entries by tuples of numbers, and sums of entries that have a number in common.
 */
import { equal, mul } from "../../graph/elementwise.js";
import { matmul } from "../../graph/contraction.js";
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import { max } from "../../graph/reduction.js";
import { sizeOf, type Shape } from "../../graph/shape.js";
import { gather, reshape, scatterAdd, sum } from "../../graph/structural.js";
import { numbers, type KernelRule } from "./rule.js";

/** Tuples [..., m] of numbers below `sizes` → [...], one row number each, the last axis fastest. */
function rowNumbers(g: Graph, tuples: Node, sizes: Shape): Node {
  const strides = sizes.map((_, i) => sizeOf(sizes.slice(i + 1)));
  const last = tuples.shape.length - 1;
  const total = sum(g, mul(g, tuples, g.constant(strides, [sizes.length])), [last]);
  return reshape(g, total, tuples.shape.slice(0, -1));
}

/** The first m axes of a shape as one, m numbers in each tuple. */
function table(shape: Shape, tuples: Node): { readonly sizes: Shape; readonly flat: Shape } {
  const m = tuples.shape[tuples.shape.length - 1];
  return { sizes: shape.slice(0, m), flat: [sizeOf(shape.slice(0, m)), ...shape.slice(m)] };
}

const gatherNd: KernelRule = ({ g, node, dtype }) => {
  const [x, tuples] = [node("params"), node("indices")];
  const { sizes, flat } = table(x.shape, tuples);
  const rows = gather(g, reshape(g, x, flat), rowNumbers(g, tuples, sizes));
  return { node: rows, dtype: dtype("params") };
};

/** Zeros, and the updates where their tuples say; equal tuples add up. */
const scatterNd: KernelRule = (call) => {
  const { g, node, dtype } = call;
  const [tuples, updates] = [node("indices"), node("updates")];
  const shape = numbers(call, "shape", 1);
  const { sizes, flat } = table(shape, tuples);
  const filled = scatterAdd(g, updates, rowNumbers(g, tuples, sizes), flat);
  return { node: reshape(g, filled, shape), dtype: dtype("updates") };
};

const upTo = (g: Graph, n: number, shape: Shape): Node =>
  g.constant(
    Array.from({ length: n }, (_, i) => i),
    shape,
  );

/** Rows with the same number add up: a product with a mask, so that other numbers fall away. */
const segmentSum: KernelRule = ({ g, node, dtype, attributes }) => {
  const [x, ids] = [node("x"), node("segmentIds")];
  const [rows, ...rest] = x.shape;
  const count = Number(attributes["numSegments"]);
  const mask = equal(g, upTo(g, count, [count, 1]), reshape(g, ids, [1, rows]));
  const sums = matmul(g, mask, reshape(g, x, [rows, sizeOf(rest)]));
  return { node: reshape(g, sums, [count, ...rest]), dtype: dtype("x") };
};

/** How often each number below `size` appears in the last axis, or the sum of its weights. */
const bincount: KernelRule = ({ g, node, dtype, attributes }) => {
  const [x, weights] = [node("x"), node("weights")];
  const size = Number(attributes["size"]);
  const along = x.shape.length - 1;
  const column = [...x.shape, 1];
  const mask = equal(g, reshape(g, x, column), upTo(g, size, [size]));
  const counted = sizeOf(weights.shape) > 0 ? mul(g, reshape(g, weights, column), mask) : mask;
  const binary = attributes["binaryOutput"] === true;
  const counts = binary ? max(g, mask, [along]) : sum(g, counted, [along]);
  const shape = [...x.shape.slice(0, -1), size];
  return { node: reshape(g, counts, shape), dtype: dtype("weights") };
};

export const indexingRules: Readonly<Record<string, KernelRule>> = {
  GatherNd: gatherNd,
  ScatterNd: scatterNd,
  UnsortedSegmentSum: segmentSum,
  Bincount: bincount,
  DenseBincount: bincount,
};

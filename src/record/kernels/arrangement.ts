/**
 * Kernels that join, cut, repeat and pick.
 */
import * as tf from "@tensorflow/tfjs";
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import { add, mul } from "../../graph/elementwise.js";
import { sizeOf } from "../../graph/shape.js";
import { concat, expand, gather, permute, reshape, slice } from "../../graph/structural.js";
import { axis, axes, nodes, numbers, type KernelRule, type Recording } from "./rule.js";

const count = (n: number, from = 0): number[] => Array.from({ length: n }, (_, i) => from + i);

/**
 * The entries `indices` along an axis, by number: the axis goes to the front and back. The first
 * `batch` axes are common to both; their tables are laid one after the other.
 */
function pick(g: Graph, x: Node, along: number, indices: Node, batch = 0): Node {
  const rank = x.shape.length;
  const rest = count(rank - batch, batch).filter((i) => i !== along);
  const front = permute(g, x, [...count(batch), along, ...rest]);
  const lead = front.shape.slice(0, batch);
  const tables = reshape(g, front, [
    sizeOf(lead) * x.shape[along],
    ...front.shape.slice(batch + 1),
  ]);
  const k = indices.shape.length - batch;
  const begins = count(sizeOf(lead)).map((table) => table * x.shape[along]);
  const offsets = g.constant(begins, [...lead, ...count(k).map(() => 1)]);
  const numbers = batch === 0 ? indices : add(g, indices, offsets);
  const rows = gather(g, tables, numbers); // [...lead, ...indices, …rest]
  const [before, after] = [count(along - batch, batch + k), count(rank - along - 1, k + along)];
  return permute(g, rows, [...count(batch), ...before, ...count(k, batch), ...after]);
}

const pickKnown = (g: Graph, x: Node, along: number, order: readonly number[]): Node =>
  pick(g, x, along, g.constant(order, [order.length]));

const gathered: KernelRule = (call) => {
  const { g, node, dtype, attributes } = call;
  const x = node("x");
  const batch = Number(attributes["batchDims"] ?? 0);
  return {
    node: pick(g, x, axis(call, x.shape.length), node("indices"), batch),
    dtype: dtype("x"),
  };
};

/** The part of x from `begin` on, `size` long, along one axis. */
function part(g: Graph, x: Node, along: number, begin: number, size: number): Node {
  const start = x.shape.map((_, i) => (i === along ? begin : 0));
  const shape = x.shape.map((d, i) => (i === along ? size : d));
  return slice(g, x, start, shape);
}

const split: KernelRule = (call) => {
  const x = call.node("x");
  const along = axis(call, x.shape.length);
  const wanted = call.attributes["numOrSizeSplits"] as number | number[];
  const pieces = typeof wanted === "number" ? wanted : wanted.length;
  const known = typeof wanted === "number" ? [] : wanted.filter((size) => size >= 0);
  const left = x.shape[along] - known.reduce((a, b) => a + b, 0); // for the size −1
  const sizes =
    typeof wanted === "number"
      ? new Array<number>(pieces).fill(x.shape[along] / pieces)
      : wanted.map((size) => (size < 0 ? left : size));
  let begin = 0;
  return sizes.map((size) => {
    const node = part(call.g, x, along, begin, size);
    begin += size;
    return { node, dtype: call.dtype("x") };
  });
};

const unpack: KernelRule = (call) => {
  const x = call.node("value");
  const along = axis(call, x.shape.length);
  const rest = x.shape.filter((_, i) => i !== along);
  return count(x.shape[along]).map((k) => ({
    node: reshape(call.g, part(call.g, x, along, k, 1), rest),
    dtype: call.dtype("value"),
  }));
};

const pack: KernelRule = (call) => {
  const parts = nodes(call);
  const along = axis(call, parts[0].shape.length + 1);
  const tall = parts.map((x) => {
    const shape = [...x.shape];
    shape.splice(along, 0, 1);
    return reshape(call.g, x, shape);
  });
  return { node: concat(call.g, tall, along), dtype: call.dtype(call.names[0]) };
};

/** [d] → [1, d] → [r, d] → [r·d] on every axis at once. */
const tile: KernelRule = (call) => {
  const x = call.node("x");
  const reps = numbers(call, "reps", 1);
  const column = x.shape.flatMap((d) => [1, d]);
  const wide = x.shape.flatMap((d, i) => [reps[i], d]);
  const repeated = expand(call.g, reshape(call.g, x, column), wide);
  const shape = x.shape.map((d, i) => d * reps[i]);
  return { node: reshape(call.g, repeated, shape), dtype: call.dtype("x") };
};

export const backwards = (g: Graph, x: Node, along: number): Node =>
  pickKnown(g, x, along, count(x.shape[along]).reverse());

const reverse: KernelRule = (call) => {
  const x = call.node("x");
  const over = axes(call, "dims", x.shape.length);
  const result = over.reduce((y, along) => backwards(call.g, y, along), x);
  return { node: result, dtype: call.dtype("x") };
};

/** Forward steps are a slice; an axis that is read backwards is turned around first. */
const stridedSlice: KernelRule = (call) => {
  const { g, node, dtype, attributes } = call;
  const [begin, end, strides] = ["begin", "end", "strides"].map((name) => numbers(call, name, 1));
  const masks = ["beginMask", "endMask", "ellipsisMask", "newAxisMask", "shrinkAxisMask"];
  const [m1, m2, m3, m4, m5] = masks.map((name) => Number(attributes[name] ?? 0));
  const x = node("x");
  const info = tf.slice_util.sliceInfo([...x.shape], begin, end, strides, m1, m2, m3, m4, m5);
  const turned = info.strides.reduce((y, s, i) => (s < 0 ? backwards(g, y, i) : y), x);
  const start = info.begin.map((b, i) => (info.strides[i] < 0 ? x.shape[i] - 1 - b : b));
  const shape = tf.slice_util.computeOutShape(info.begin, info.end, info.strides);
  const cut = slice(g, turned, start, shape, info.strides.map(Math.abs));
  return { node: reshape(g, cut, info.finalShape), dtype: dtype("x") };
};

const mirrorPad: KernelRule = (call) => {
  const x = call.node("x");
  const paddings = call.attributes["paddings"] as readonly (readonly [number, number])[];
  const offset = call.attributes["mode"] === "reflect" ? 1 : 0; // reflect leaves the edge out
  const result = paddings.reduce((y, [before, after], along) => {
    const d = x.shape[along];
    const left = count(before, offset).reverse();
    const right = count(after).map((i) => d - 1 - offset - i);
    return pickKnown(call.g, y, along, [...left, ...count(d), ...right]);
  }, x);
  return { node: result, dtype: call.dtype("x") };
};

const constants = (g: Graph, values: readonly number[]): Node =>
  g.constant(values, [values.length]);

/** start, start + step, …: known numbers. A step of 1 is the default, and then follows the direction. */
const range = ({ g, attributes }: Recording) => {
  const [start, stop, step] = ["start", "stop", "step"].map((name) => Number(attributes[name]));
  const stride = step === 1 && stop < start ? -1 : step;
  const length = Math.ceil((stop - start) / stride); // below 0 there is none
  const dtype = attributes["dtype"] === "int32" ? "int32" : "float32";
  return {
    node: constants(
      g,
      count(length).map((i) => start + i * stride),
    ),
    dtype,
  };
};

const linSpace = ({ g, attributes }: Recording): Node => {
  const [start, stop, n] = ["start", "stop", "num"].map((name) => Number(attributes[name]));
  return constants(
    g,
    count(n).map((i) => (n === 1 ? start : start + ((stop - start) * i) / (n - 1))),
  );
};

/** x of any shape → [...shape, ...shape] with x on the diagonal. */
const diagonal: KernelRule = ({ g, node, dtype }) => {
  const x = node("x");
  const n = sizeOf(x.shape);
  const unit = g.constant(
    count(n * n).map((k) => (k % (n + 1) === 0 ? 1 : 0)),
    [n, n],
  );
  const matrix = mul(g, reshape(g, x, [n, 1]), unit);
  return { node: reshape(g, matrix, [...x.shape, ...x.shape]), dtype: dtype("x") };
};

export const arrangementRules: Readonly<Record<string, KernelRule>> = {
  Concat: (call) => {
    const parts = nodes(call);
    const along = axis(call, parts[0].shape.length);
    const some = parts.filter(({ shape }) => sizeOf(shape) > 0);
    return { node: concat(call.g, some, along), dtype: call.dtype(call.names[0]) };
  },
  SplitV: split,
  Pack: pack,
  Unpack: unpack,
  Tile: tile,
  Reverse: reverse,
  StridedSlice: stridedSlice,
  GatherV2: gathered,
  BroadcastTo: (call) => ({
    node: expand(call.g, call.node("x"), numbers(call, "shape", 1)),
    dtype: call.dtype("x"),
  }),
  MirrorPad: mirrorPad,
  FlipLeftRight: (call) => ({
    node: backwards(call.g, call.node("image"), 2),
    dtype: call.dtype("image"),
  }),
  Range: range,
  LinSpace: linSpace,
  Diag: diagonal,
};

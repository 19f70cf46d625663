/**
 * Kernels that move or make numbers.
 */
import { add, equal, mul, select, sub } from "../../graph/elementwise.js";
import { expand, pad, permute, reshape, slice } from "../../graph/structural.js";
import type { Node, Op } from "../../graph/node.js";
import { printShape } from "../../graph/shape.js";
import { numbers, text, type KernelRule, type Recording } from "./rule.js";

const same: KernelRule = ({ node, dtype }) => ({ node: node("x"), dtype: dtype("x") });

/** Float tensors that came from integers: tf.layers casts the inputs of an embedding to and fro. */
const integral = new WeakSet<Node>();

/** Operations whose results are whole numbers. */
const whole: ReadonlySet<Op> = new Set(["floor", "ceil", "round", "sign", "step", "equal", "greater"]); // prettier-ignore

/** Values are numbers here whatever their type; only float → int32 and to bool would change them. */
const cast: KernelRule = (call) => {
  const { g } = call;
  const node = call.node("x");
  const [from, to] = [call.dtype("x"), text(call, "dtype", "float32")];
  if (from !== "float32") integral.add(node);
  if (to === "bool" && from !== "bool") {
    return { node: sub(g, g.scalar(1), equal(g, node, g.scalar(0))), dtype: to };
  }
  if (from === "float32" && to === "int32" && !integral.has(node) && !whole.has(node.op)) {
    throw new Error(
      `record: a loss must not cast float32 to int32, which has no derivative, got x ` +
        `${printShape(node.shape)}; give integers as int32 data, or round first (tf.floor)`,
    );
  }
  return { node, dtype: to };
};

/** labels [N] → [N, depth]: 1 (onValue) where the label is the column's number. */
const oneHot: KernelRule = (call) => {
  const { g, node, attributes } = call;
  const [depth, on, off] = ["depth", "onValue", "offValue"].map((name) => Number(attributes[name]));
  const labels = node("indices");
  const column = reshape(g, labels, [...labels.shape, 1]);
  const classes = g.constant(
    Array.from({ length: depth }, (_, i) => i),
    [depth],
  );
  const mask = equal(g, column, classes);
  const scaled = add(g, mul(g, g.scalar(on - off), mask), g.scalar(off));
  return { node: scaled, dtype: text(call, "dtype", "float32") };
};

const padWith: KernelRule = ({ g, node, attributes, dtype }) => {
  const x = node("x");
  const paddings = attributes["paddings"] as readonly (readonly [number, number])[];
  const value = Number(attributes["constantValue"] ?? 0);
  const around = (y: Node): Node => pad(g, y, paddings.map(([before]) => before), paddings.map(([, after]) => after)); // prettier-ignore
  const inside = (): Node => around(expand(g, g.scalar(1), x.shape));
  const padded = value === 0 ? around(x) : select(g, inside(), around(x), g.scalar(value));
  return { node: padded, dtype: dtype("x") };
};

const sliced = (call: Recording) => {
  const x = call.node("x");
  const begin = numbers(call, "begin", 1);
  const size = numbers(call, "size", 1);
  const start = x.shape.map((_, i) => begin[i] ?? 0);
  const shape = x.shape.map((d, i) => {
    const wanted = size[i] ?? -1;
    return wanted === -1 ? d - start[i] : wanted;
  });
  return { node: slice(call.g, x, start, shape), dtype: call.dtype("x") };
};

const filled = (call: Recording) => {
  const shape = numbers(call, "shape", 1);
  const value = Number(call.attributes["value"]);
  const dtype = text(call, "dtype", "float32");
  return { node: expand(call.g, call.g.scalar(value), shape), dtype };
};

const filledLike =
  (value: number): KernelRule =>
  ({ g, node, dtype }) => ({
    node: expand(g, g.scalar(value), node("x").shape),
    dtype: dtype("x"),
  });

export const structuralRules: Readonly<Record<string, KernelRule>> = {
  Identity: same,
  Cast: cast,
  Reshape: (call) => {
    const x = call.node("x");
    const wanted = numbers(call, "shape", 1);
    const known = wanted.reduce((a, d) => (d === -1 ? a : a * d), 1);
    const size = x.shape.reduce((a, b) => a * b, 1);
    const shape = wanted.map((d) => (d === -1 ? size / known : d));
    return { node: reshape(call.g, x, shape), dtype: call.dtype("x") };
  },
  ExpandDims: (call) => {
    const x = call.node("input");
    const [dim] = numbers(call, "dim", 1);
    const shape = [...x.shape];
    shape.splice(dim < 0 ? dim + shape.length + 1 : dim, 0, 1);
    return { node: reshape(call.g, x, shape), dtype: call.dtype("input") };
  },
  Transpose: (call) => ({
    node: permute(call.g, call.node("x"), numbers(call, "perm", 1)),
    dtype: call.dtype("x"),
  }),
  PadV2: padWith,
  Slice: sliced,
  OneHot: oneHot,
  Fill: filled,
  ZerosLike: filledLike(0),
  OnesLike: filledLike(1),
};

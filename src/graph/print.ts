/**
 * Programs for people to read, and what they cost.
 */
import { reach } from "./graph.js";
import type { Node, Program } from "./node.js";
import { printShape, sizeOf } from "./shape.js";

/** One line per node in order of evaluation: `%7 = tanh(%6) [128,10]`. */
export function print({ inputs, outputs }: Program): string {
  const order = reach(outputs, new Set(inputs));
  const number = new Map(order.map((node, i) => [node, i]));
  const lines = order.map((node, i) => {
    const given = inputs.includes(node);
    const operands = given ? [] : node.inputs.map((input) => `%${number.get(input)}`);
    return `%${i} = ${given ? "given " : ""}${label(node)}(${operands.join(", ")}) ${printShape(node.shape)}`;
  });
  const results = outputs.map((node) => `%${number.get(node)}`).join(", ");
  return [...lines, `return ${results}`].join("\n");
}

export interface Statistics {
  readonly nodes: number;
  /** Floating-point operations of one run; a multiply-add counts two. */
  readonly flops: number;
  /** Bytes of all intermediate values in float32, if none were freed. */
  readonly bytes: number;
  /** Nodes by operation, most frequent first. */
  readonly operations: Readonly<Record<string, number>>;
}

export function statistics({ inputs, outputs }: Program): Statistics {
  const order = reach(outputs, new Set(inputs)).filter((node) => !inputs.includes(node));
  const counts = new Map<string, number>();
  for (const { op } of order) counts.set(op, (counts.get(op) ?? 0) + 1);
  const operations = Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
  return {
    nodes: order.length,
    flops: order.reduce((total, node) => total + flopsOf(node), 0),
    bytes: order.reduce((total, node) => total + 4 * sizeOf(node.shape), 0),
    operations,
  };
}

/** Multiply-adds of contractions count two each; what moves numbers counts none. */
function flopsOf(node: Node): number {
  const size = sizeOf(node.shape);
  switch (node.op) {
    case "matmul": {
      const { shape } = node.inputs[0];
      const inner = node.attributes.transposeA ? shape[shape.length - 2] : shape[shape.length - 1];
      return 2 * size * inner;
    }
    case "conv":
      return 2 * size * perOutput(node.inputs[1]);
    case "convInputGrad":
      return 2 * sizeOf(node.inputs[0].shape) * perOutput(node.inputs[1]);
    case "convFilterGrad":
      return 2 * sizeOf(node.inputs[1].shape) * perOutput(node);
    case "pool":
    case "poolGrad":
    case "maxPool":
      return size * node.attributes.size[0] * node.attributes.size[1];
    case "sum":
    case "max":
    case "logSumExp":
      return sizeOf(node.inputs[0].shape);
    case "input":
    case "constant":
    case "reshape":
    case "expand":
    case "permute":
    case "pad":
    case "slice":
    case "concat":
    case "gather":
      return 0;
    default:
      return size;
  }
}

/** Multiply-adds behind one output of a convolution with filters of this shape. */
const perOutput = ({ shape }: Node): number => sizeOf(shape) / shape[0];

/** The operation with what matters of its attributes. */
function label(node: Node): string {
  if (node.op === "input") return node.attributes.name;
  if (node.op === "constant") {
    const { values } = node.attributes;
    return values.length === 1 ? String(values[0]) : `constant of ${values.length}`;
  }
  const entries = Object.entries(node.attributes as Readonly<Record<string, unknown>>);
  const text = entries.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(" ");
  return text === "" ? node.op : `${node.op}{${text}}`;
}

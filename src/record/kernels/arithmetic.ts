/**
 * Elementwise kernels.
 */
import { add, div, mul, neg, sub, unary } from "../../graph/elementwise.js";
import type { Graph } from "../../graph/graph.js";
import type { Node, UnaryOp } from "../../graph/node.js";
import type { KernelRule } from "./rule.js";

const elementwise =
  (op: UnaryOp): KernelRule =>
  ({ g, node }) =>
    unary(g, op, node("x"));

/** Arithmetic keeps integers integers, except division. */
const arithmetic =
  (rule: (g: Graph, a: Node, b: Node) => Node): KernelRule =>
  ({ g, node, dtype }) => ({ node: rule(g, node("a"), node("b")), dtype: dtype("a") });

const square = (g: Graph, x: Node): Node => mul(g, x, x);

export const arithmeticRules: Readonly<Record<string, KernelRule>> = {
  Add: arithmetic(add),
  Sub: arithmetic(sub),
  Multiply: arithmetic(mul),
  RealDiv: ({ g, node }) => div(g, node("a"), node("b")),
  SquaredDifference: ({ g, node }) => square(g, sub(g, node("a"), node("b"))),
  Neg: ({ g, node, dtype }) => ({ node: neg(g, node("x")), dtype: dtype("x") }),
  Square: ({ g, node }) => square(g, node("x")),
  Exp: elementwise("exp"),
  Log: elementwise("log"),
  Sqrt: elementwise("sqrt"),
  Rsqrt: ({ g, node }) => div(g, g.scalar(1), unary(g, "sqrt", node("x"))),
  Tanh: elementwise("tanh"),
  Sigmoid: elementwise("sigmoid"),
  Relu: elementwise("relu"),
};

/** Activations that fused kernels carry by name. */
export function activate(g: Graph, name: string, x: Node): Node {
  if (name === "linear") return x;
  if (name === "relu" || name === "sigmoid" || name === "tanh") return unary(g, name, x);
  throw new Error(
    `record: fused activation must be one of linear, relu, sigmoid, tanh, got ${name}; ` +
      `extend src/record/kernels/arithmetic.ts`,
  );
}

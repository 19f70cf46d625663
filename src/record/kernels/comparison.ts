/**
 * Comparisons, logic and choice. Masks are numbers 0 and 1; none of them has a derivative.
 */
import { equal, greater, maximum, mul, select, sub, unary } from "../../graph/elementwise.js";
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import type { KernelRule } from "./rule.js";

const mask =
  (rule: (g: Graph, a: Node, b: Node) => Node): KernelRule =>
  ({ g, node }) => ({ node: rule(g, node("a"), node("b")), dtype: "bool" });

const not = (g: Graph, x: Node): Node => sub(g, g.scalar(1), x);

const magnitude = (g: Graph, x: Node): Node => unary(g, "abs", x);

/** Whether numbers are of a kind: no comparison with NaN is true. */
const kind =
  (rule: (g: Graph, x: Node) => Node): KernelRule =>
  ({ g, node }) => ({ node: rule(g, node("x")), dtype: "bool" });

export const comparisonRules: Readonly<Record<string, KernelRule>> = {
  Equal: mask(equal),
  NotEqual: mask((g, a, b) => not(g, equal(g, a, b))),
  Greater: mask(greater),
  GreaterEqual: mask((g, a, b) => not(g, greater(g, b, a))),
  Less: mask((g, a, b) => greater(g, b, a)),
  LessEqual: mask((g, a, b) => not(g, greater(g, a, b))),
  IsNan: kind((g, x) => not(g, equal(g, x, x))),
  IsInf: kind((g, x) => equal(g, magnitude(g, x), g.scalar(Infinity))),
  IsFinite: kind((g, x) => greater(g, g.scalar(Infinity), magnitude(g, x))),
  LogicalAnd: mask(mul),
  LogicalOr: mask(maximum),
  LogicalXor: mask((g, a, b) => not(g, equal(g, a, b))),
  LogicalNot: ({ g, node }) => ({ node: not(g, node("x")), dtype: "bool" }),
  Select: ({ g, node, dtype }) => ({
    node: select(g, node("condition"), node("t"), node("e")),
    dtype: dtype("t"),
  }),
};

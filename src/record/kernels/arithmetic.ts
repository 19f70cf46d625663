/**
 * Elementwise kernels: functions of one number, and arithmetic of two.
 */
import {
  add,
  div,
  equal,
  greater,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  select,
  sub,
  unary,
} from "../../graph/elementwise.js";
import type { Graph } from "../../graph/graph.js";
import type { Node, UnaryOp } from "../../graph/node.js";
import { nodes, type KernelRule } from "./rule.js";

/** Kernel name → operation, where the two are the same function. */
const unaryKernels: Readonly<Record<string, UnaryOp>> = {
  Exp: "exp",
  Expm1: "expm1",
  Log: "log",
  Log1p: "log1p",
  Sqrt: "sqrt",
  Sin: "sin",
  Cos: "cos",
  Tan: "tan",
  Asin: "asin",
  Acos: "acos",
  Atan: "atan",
  Sinh: "sinh",
  Cosh: "cosh",
  Tanh: "tanh",
  Asinh: "asinh",
  Acosh: "acosh",
  Atanh: "atanh",
  Erf: "erf",
  Sigmoid: "sigmoid",
  Softplus: "softplus",
  Relu: "relu",
  Abs: "abs",
  Sign: "sign",
  Floor: "floor",
  Ceil: "ceil",
  Round: "round",
};

/** Of these the result has the input's type; the others give float32. */
const keepsType = new Set(["Abs", "Relu", "Sign", "Round"]);

const unaryRules = Object.entries(unaryKernels).map(([kernel, op]): [string, KernelRule] => [
  kernel,
  ({ g, node, dtype }) => ({
    node: unary(g, op, node("x")),
    dtype: keepsType.has(kernel) ? dtype("x") : "float32",
  }),
]);

/** Arithmetic keeps integers integers, except division. */
const arithmetic =
  (rule: (g: Graph, a: Node, b: Node) => Node): KernelRule =>
  ({ g, node, dtype }) => ({ node: rule(g, node("a"), node("b")), dtype: dtype("a") });

const square = (g: Graph, x: Node): Node => mul(g, x, x);

/**
 * ⌊a / b⌋; what is left, a − b ⌊a/b⌋, has the sign of b and is smaller. A rounded quotient may be just
 * below or above a whole number (49 · (1/49) < 1), so what is left decides.
 */
function floorDiv(g: Graph, a: Node, b: Node): Node {
  const quotient = unary(g, "floor", div(g, a, b));
  const rest = mul(g, sub(g, a, mul(g, b, quotient)), unary(g, "sign", b));
  const tooMuch = sub(g, g.scalar(1), greater(g, unary(g, "abs", b), rest));
  return sub(g, add(g, quotient, tooMuch), greater(g, g.scalar(0), rest));
}

/**
 * The angle of the point (b, a), in (−π, π]. The smaller coordinate is divided by the greater one:
 * atan(a/b), turned by ±π where b < 0, or ±π/2 − atan(b/a).
 */
function atan2(g: Graph, a: Node, b: Node): Node {
  const zero = g.scalar(0);
  const steep = greater(g, unary(g, "abs", a), unary(g, "abs", b));
  const divisor = select(g, steep, a, select(g, equal(g, b, zero), g.scalar(1), b));
  const angle = unary(g, "atan", div(g, select(g, steep, b, a), divisor));
  const side = select(g, greater(g, zero, a), g.scalar(-1), g.scalar(1));
  const half = mul(g, g.scalar(Math.PI), mul(g, side, greater(g, zero, b)));
  const quarter = mul(g, g.scalar(Math.PI / 2), side);
  return select(g, steep, sub(g, quarter, angle), add(g, angle, half));
}

export const arithmeticRules: Readonly<Record<string, KernelRule>> = {
  ...Object.fromEntries(unaryRules),
  Add: arithmetic(add),
  Sub: arithmetic(sub),
  Multiply: arithmetic(mul),
  Maximum: arithmetic(maximum),
  Minimum: arithmetic(minimum),
  Pow: arithmetic(pow),
  FloorDiv: ({ g, node }) => ({ node: floorDiv(g, node("a"), node("b")), dtype: "int32" }),
  Atan2: ({ g, node }) => atan2(g, node("a"), node("b")),
  Mod: arithmetic((g, a, b) => sub(g, a, mul(g, b, floorDiv(g, a, b)))),
  RealDiv: ({ g, node }) => div(g, node("a"), node("b")),
  SquaredDifference: arithmetic((g, a, b) => square(g, sub(g, a, b))),
  Neg: ({ g, node, dtype }) => ({ node: neg(g, node("x")), dtype: dtype("x") }),
  Square: ({ g, node, dtype }) => ({ node: square(g, node("x")), dtype: dtype("x") }),
  Reciprocal: ({ g, node }) => div(g, g.scalar(1), node("x")),
  Rsqrt: ({ g, node }) => div(g, g.scalar(1), unary(g, "sqrt", node("x"))),
  AddN: (call) => ({
    node: nodes(call).reduce((a, b) => add(call.g, a, b)),
    dtype: call.dtype(call.names[0]),
  }),
};

/**
 * dy = f′(x)·dx of the functions of one number. Where y is cheaper than x or needed anyway, f′ is
 * written with it. Abramowitz and Stegun (1964), §4.3–4.6, §7.1.
 */
import { add, div, mul, neg, sub, unary } from "./elementwise.js";
import type { Graph } from "./graph.js";
import type { Node, UnaryOp } from "./node.js";

type Derivative = (g: Graph, x: Node, y: Node, d: Node) => Node | undefined;

const one = (g: Graph): Node => g.scalar(1);
const square = (g: Graph, x: Node): Node => mul(g, x, x);
const zero: Derivative = () => undefined;

/** d / √(s·x² + c). */
const overRoot =
  (sign: 1 | -1, constant: 1 | -1): Derivative =>
  (g, x, _, d) => {
    const inside = add(g, mul(g, g.scalar(sign), square(g, x)), g.scalar(constant));
    return div(g, d, unary(g, "sqrt", inside));
  };

const derivatives: Readonly<Record<UnaryOp, Derivative>> = {
  neg: (g, _x, _y, d) => neg(g, d),
  abs: (g, x, _, d) => mul(g, unary(g, "sign", x), d), // 0 at 0: the mean of both sides
  exp: (g, _, y, d) => mul(g, y, d),
  expm1: (g, _, y, d) => mul(g, add(g, y, one(g)), d),
  log: (g, x, _, d) => div(g, d, x),
  log1p: (g, x, _, d) => div(g, d, add(g, x, one(g))),
  sqrt: (g, _, y, d) => div(g, mul(g, g.scalar(0.5), d), y),
  sin: (g, x, _, d) => mul(g, unary(g, "cos", x), d),
  cos: (g, x, _, d) => neg(g, mul(g, unary(g, "sin", x), d)),
  tan: (g, _, y, d) => mul(g, add(g, one(g), square(g, y)), d),
  asin: overRoot(-1, 1),
  acos: (g, x, y, d) => neg(g, derivatives.asin(g, x, y, d) as Node), // asin has one
  atan: (g, x, _, d) => div(g, d, add(g, one(g), square(g, x))),
  sinh: (g, x, _, d) => mul(g, unary(g, "cosh", x), d),
  cosh: (g, x, _, d) => mul(g, unary(g, "sinh", x), d),
  tanh: (g, _, y, d) => mul(g, sub(g, one(g), square(g, y)), d),
  asinh: overRoot(1, 1),
  acosh: overRoot(1, -1),
  atanh: (g, x, _, d) => div(g, d, sub(g, one(g), square(g, x))),
  erf: (g, x, _, d) => {
    const slope = mul(g, g.scalar(2 / Math.sqrt(Math.PI)), unary(g, "exp", neg(g, square(g, x))));
    return mul(g, slope, d);
  },
  sigmoid: (g, _, y, d) => mul(g, mul(g, y, sub(g, one(g), y)), d),
  softplus: (g, x, _, d) => mul(g, unary(g, "sigmoid", x), d),
  relu: (g, _, y, d) => mul(g, unary(g, "step", y), d), // step(y) = step(x), and y is kept anyway
  step: zero,
  sign: zero,
  floor: zero,
  ceil: zero,
  round: zero,
};

/** The tangent of y = op(x); undefined for piecewise constant functions. */
export function unaryDerivative(
  g: Graph,
  op: UnaryOp,
  x: Node,
  y: Node,
  d: Node,
): Node | undefined {
  return derivatives[op](g, x, y, d);
}

/** The names of all functions of one number. */
export const unaryOps = Object.keys(derivatives) as UnaryOp[];

/**
 * Elementwise operations as ONNX nodes.
 */
import type { BinaryOp, UnaryOp } from "../../graph/node.js";
import type { Emit } from "./emitter.js";
import { boolType, float32Type } from "./schema.js";

type PointwiseOp = UnaryOp | BinaryOp | "select";

const as =
  (opType: string): Emit<PointwiseOp> =>
  (w, _, inputs) =>
    w.node(opType, inputs);

/** Comparisons give booleans; the graph's masks are numbers. */
const compare =
  (opType: string): Emit<PointwiseOp> =>
  (w, _, inputs) =>
    w.node("Cast", [w.node(opType, inputs)], { to: float32Type });

export const pointwiseEmitters: { readonly [O in PointwiseOp]: Emit<PointwiseOp> } = {
  neg: as("Neg"),
  abs: as("Abs"),
  exp: as("Exp"),
  // 2 sinh(x/2) exp(x/2) does not cancel near 0; far out sinh would overflow where exp(x) does not.
  expm1: (w, _, [x]) => {
    const half = w.node("Mul", [x, w.floats([0.5], [])]);
    const product = w.node("Mul", [w.node("Sinh", [half]), w.node("Exp", [half])]);
    const near = w.node("Mul", [product, w.floats([2], [])]);
    const far = w.node("Sub", [w.node("Exp", [x]), w.floats([1], [])]);
    return w.node("Where", [w.node("Greater", [w.node("Abs", [x]), w.floats([1], [])]), far, near]);
  },
  log: as("Log"),
  // log(1 + x) = 2 artanh(x / (2 + x)); for large x the argument rounds to 1, so log(1 + x) itself.
  log1p: (w, _, [x]) => {
    const ratio = w.node("Div", [x, w.node("Add", [x, w.floats([2], [])])]);
    const near = w.node("Mul", [w.node("Atanh", [ratio]), w.floats([2], [])]);
    const far = w.node("Log", [w.node("Add", [x, w.floats([1], [])])]);
    return w.node("Where", [w.node("Greater", [x, w.floats([1], [])]), far, near]);
  },
  sqrt: as("Sqrt"),
  sin: as("Sin"),
  cos: as("Cos"),
  tan: as("Tan"),
  asin: as("Asin"),
  acos: as("Acos"),
  atan: as("Atan"),
  sinh: as("Sinh"),
  cosh: as("Cosh"),
  tanh: as("Tanh"),
  asinh: as("Asinh"),
  acosh: as("Acosh"),
  atanh: as("Atanh"),
  erf: as("Erf"),
  sigmoid: as("Sigmoid"),
  softplus: as("Softplus"),
  relu: as("Relu"),
  // max(0, min(1, 3e38·x)): exact 0 or 1 and 5 times faster than Sign.
  step: (w, _, inputs) =>
    w.node("HardSigmoid", inputs, { alpha: { float: 3e38 }, beta: { float: 0 } }),
  sign: as("Sign"),
  floor: as("Floor"),
  ceil: as("Ceil"),
  round: as("Round"), // halves to even, as the graph says
  add: as("Add"),
  sub: as("Sub"),
  mul: as("Mul"),
  div: as("Div"),
  pow: as("Pow"),
  maximum: as("Max"),
  equal: compare("Equal"),
  greater: compare("Greater"),
  select: (w, _, [c, a, b]) => w.node("Where", [w.node("Cast", [c], { to: boolType }), a, b]),
};

/**
 * Elementwise operations and reductions as nodes of a TensorFlow graph.
 */
import type { BinaryOp, UnaryOp } from "../../graph/node.js";
import { broadcast, reducedShape, type Shape } from "../../graph/shape.js";
import type { Kernels } from "../channelsLast/kernels.js";
import { boolType, float32Type } from "./schema.js";
import { float, indexed, type GraphTensor, type GraphWriter } from "./writer.js";

const unaryNames: Readonly<Record<Exclude<UnaryOp, "step">, string>> = {
  neg: "Neg",
  abs: "Abs",
  exp: "Exp",
  expm1: "Expm1",
  log: "Log",
  log1p: "Log1p",
  sqrt: "Sqrt",
  sin: "Sin",
  cos: "Cos",
  tan: "Tan",
  asin: "Asin",
  acos: "Acos",
  atan: "Atan",
  sinh: "Sinh",
  cosh: "Cosh",
  tanh: "Tanh",
  asinh: "Asinh",
  acosh: "Acosh",
  atanh: "Atanh",
  erf: "Erf",
  sigmoid: "Sigmoid",
  softplus: "Softplus",
  relu: "Relu",
  sign: "Sign",
  floor: "Floor",
  ceil: "Ceil",
  round: "Round", // halves to even, as the graph says
};

const binaryNames: Readonly<Record<Exclude<BinaryOp, "equal" | "greater">, string>> = {
  add: "AddV2",
  sub: "Sub",
  mul: "Mul",
  div: "RealDiv",
  pow: "Pow",
  maximum: "Maximum",
};

type Pointwise = "unary" | "binary" | "select" | "gates" | "sum" | "max";

export function pointwiseKernels(w: GraphWriter): Pick<Kernels<GraphTensor>, Pointwise> {
  const zero = (): string => w.floats([0], []).name;
  /** Comparisons give booleans; the graph's masks are numbers. */
  const mask = (op: string, a: string, b: string, shape: Shape): GraphTensor => {
    const types = { SrcT: { type: boolType }, DstT: { type: float32Type } };
    return w.tensor("Cast", [w.node(op, [a, b], float)], types, shape);
  };
  return {
    unary(op, { name, shape }) {
      if (op === "step") return mask("Greater", name, zero(), shape);
      return w.tensor(unaryNames[op], [name], float, shape);
    },
    binary(op, a, b) {
      const shape = broadcast(op, a.shape, b.shape);
      if (op === "equal") return mask("Equal", a.name, b.name, shape);
      if (op === "greater") return mask("Greater", a.name, b.name, shape);
      return w.tensor(binaryNames[op], [a.name, b.name], float, shape);
    },
    select(c, a, b) {
      const shape = broadcast("select", broadcast("select", c.shape, a.shape), b.shape);
      const chosen = w.node("NotEqual", [c.name, zero()], float);
      return w.tensor("SelectV2", [chosen, a.name, b.name], float, shape);
    },
    // TensorFlow's own kernels for slopes of activations take their arguments in either order.
    gates: {
      relu: (x, d) => w.tensor("ReluGrad", [d.name, x.name], float, d.shape),
      tanh: (y, d) => w.tensor("TanhGrad", [y.name, d.name], float, d.shape),
      sigmoid: (y, d) => w.tensor("SigmoidGrad", [y.name, d.name], float, d.shape),
    },
    sum: reduction(w, "Sum"),
    max: reduction(w, "Max"),
  };
}

const reduction =
  (w: GraphWriter, op: string) =>
  (x: GraphTensor, axes: readonly number[]): GraphTensor => {
    const attributes = { ...indexed("Tidx"), keep_dims: { b: true } };
    return w.tensor(op, [x.name, w.integers(axes)], attributes, reducedShape(x.shape, axes));
  };

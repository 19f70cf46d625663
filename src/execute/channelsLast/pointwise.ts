/**
 * Elementwise operations and reductions: they work in whatever order their operands lie.
 */
import { scalarValue } from "../../graph/graph.js";
import type { BinaryOp, Node, NodeOf, UnaryOp } from "../../graph/node.js";
import { sameShape } from "../../graph/shape.js";
import { commonOrder, type Arranged } from "./arranged.js";
import type { Shaped } from "./kernels.js";
import type { Lowering, Rule } from "./rule.js";

export const lowerUnary: Rule<UnaryOp> = ({ k }, node, [x]) => ({
  value: k.unary(node.op, x.value),
  order: x.order,
});

export const lowerBinary: Rule<BinaryOp> = ({ k, arranger }, node, inputs) => {
  const order = commonOrder(inputs, node.shape.length);
  const [a, b] = inputs.map((x) => arranger.aligned(x, order));
  return { value: k.binary(node.op, a, b), order };
};

export const lowerSelect: Rule<"select"> = ({ k, arranger }, node, inputs) => {
  const order = commonOrder(inputs, node.shape.length);
  const [c, a, b] = inputs.map((x) => arranger.aligned(x, order));
  return { value: k.select(c, a, b), order };
};

/** The slopes of activations are never written to memory where one kernel does slope and product. */
export const lowerMul: Rule<"mul"> = (lowering, node, inputs) => {
  const [a, b] = node.inputs;
  return gated(lowering, a, b) ?? gated(lowering, b, a) ?? lowerBinary(lowering, node, inputs);
};

function gated<V extends Shaped>(
  { k, arranger, known }: Lowering<V>,
  slope: Node,
  factor: Node,
): Arranged<V> | undefined {
  const gate = gateOf(slope);
  if (!k.gates || !gate || !sameShape(gate.argument.shape, factor.shape)) return undefined;
  const operands = [known(gate.argument), known(factor)].flatMap((x) => x ?? []);
  if (operands.length < 2) return undefined;
  const order = commonOrder(operands, factor.shape.length);
  const [argument, d] = operands.map((x) => arranger.at(x, order));
  return { value: k.gates[gate.kind](argument, d), order };
}

interface Gate {
  readonly kind: "relu" | "tanh" | "sigmoid";
  readonly argument: Node;
}

/** step(x), 1 − y·y or y·(1 − y). */
function gateOf(slope: Node): Gate | undefined {
  if (slope.op === "step") return { kind: "relu", argument: slope.inputs[0] };
  if (slope.op === "sub" && scalarValue(slope.inputs[0]) === 1) {
    const square = slope.inputs[1];
    if (square.op !== "mul" || square.inputs[0] !== square.inputs[1]) return undefined;
    return { kind: "tanh", argument: square.inputs[0] };
  }
  if (slope.op !== "mul") return undefined;
  const [y, rest] = slope.inputs; // products have the older factor in front
  const complement = rest.op === "sub" && scalarValue(rest.inputs[0]) === 1 && rest.inputs[1] === y;
  return complement ? { kind: "sigmoid", argument: y } : undefined;
}

const inOrder = <V extends Shaped>(
  { order }: Arranged<V>,
  { axes }: { readonly axes: readonly number[] },
): number[] => axes.map((axis) => order.indexOf(axis));

export const lowerReduction: Rule<"sum" | "max"> = ({ k }, node, [x]) => ({
  value: k[node.op](x.value, inOrder(x, node.attributes)),
  order: x.order,
});

/** m + log Σ exp(x − m): the maximum is taken out so that nothing overflows. */
export const lowerLogSumExp = <V extends Shaped>(
  { k }: Lowering<V>,
  node: NodeOf<"logSumExp">,
  [x]: readonly Arranged<V>[],
): Arranged<V> => {
  const axes = inOrder(x, node.attributes);
  const maximum = k.max(x.value, axes);
  const shifted = k.unary("exp", k.binary("sub", x.value, maximum));
  const total = k.unary("log", k.sum(shifted, axes));
  return { value: k.binary("add", maximum, total), order: x.order };
};

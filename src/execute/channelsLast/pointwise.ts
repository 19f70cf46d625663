/**
 * Elementwise operations and reductions: they work in whatever order their operands lie.
 */
import type { BinaryOp, NodeOf, UnaryOp } from "../../graph/node.js";
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

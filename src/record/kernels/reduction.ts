/**
 * Kernels that reduce axes. TensorFlow.js drops reduced axes unless told to keep them; the graph
 * keeps them with size 1.
 */
import { mul, sub } from "../../graph/elementwise.js";
import type { Node } from "../../graph/node.js";
import { logSumExp, max, softmax } from "../../graph/reduction.js";
import { reshape, sum } from "../../graph/structural.js";
import { axes, type KernelRule, type Recording } from "./rule.js";

function reduced(
  call: Recording,
  attribute: string,
  rule: (x: Node, over: readonly number[]) => Node,
): Node {
  const x = call.node("x");
  const over = axes(call, attribute, x.shape.length);
  const result = rule(x, over);
  if (call.attributes["keepDims"] === true) return result;
  return reshape(
    call.g,
    result,
    x.shape.filter((_, axis) => !over.includes(axis)),
  );
}

export const reductionRules: Readonly<Record<string, KernelRule>> = {
  Sum: (call) => {
    const dtype = call.dtype("x") === "float32" ? "float32" : "int32";
    return { node: reduced(call, "axis", (x, over) => sum(call.g, x, over)), dtype };
  },
  Mean: (call) =>
    reduced(call, "axis", (x, over) => {
      const count = over.reduce((total, axis) => total * x.shape[axis], 1);
      return mul(call.g, call.g.scalar(1 / count), sum(call.g, x, over));
    }),
  Max: (call) => ({
    node: reduced(call, "reductionIndices", (x, over) => max(call.g, x, over)),
    dtype: call.dtype("x"),
  }),
  Softmax: ({ g, node, attributes }) => {
    const x = node("logits");
    const axis = Number(attributes["dim"] ?? -1);
    return softmax(g, x, [axis < 0 ? axis + x.shape.length : axis]);
  },
  LogSoftmax: ({ g, node, attributes }) => {
    const x = node("logits");
    const axis = Number(attributes["axis"] ?? -1);
    return sub(g, x, logSumExp(g, x, [axis < 0 ? axis + x.shape.length : axis]));
  },
};

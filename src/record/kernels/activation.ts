/**
 * Activations beyond those that are operations of the graph, and the ones that fused kernels carry
 * by name. They are written so that no branch that is not taken can make NaN.
 */
import { add, div, greater, maximum, minimum, mul, sub, unary } from "../../graph/elementwise.js";
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import { text, type KernelRule, type Recording } from "./rule.js";

const relu = (g: Graph, x: Node): Node => unary(g, "relu", x);

/** min(x, 0), with derivative 1 at 0 where that of relu is 0: their sum is x there too. */
const negativePart = (g: Graph, x: Node): Node => sub(g, x, relu(g, x));

/** x for x > 0, else eˣ − 1. Clevert et al. (2015), arXiv:1511.07289. */
const elu = (g: Graph, x: Node): Node => add(g, relu(g, x), unary(g, "expm1", negativePart(g, x)));

// Klambauer et al. (2017), arXiv:1706.02515, appendix: mean 0 and variance 1 are a fixed point.
const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

const selu = (g: Graph, x: Node): Node => {
  const tail = mul(g, g.scalar(seluAlpha), unary(g, "expm1", negativePart(g, x)));
  return mul(g, g.scalar(seluScale), add(g, relu(g, x), tail));
};

/** max(x, 0) + α min(x, 0); α a number or a tensor that broadcasts. */
const leaky = (g: Graph, x: Node, alpha: Node): Node =>
  add(g, relu(g, x), mul(g, alpha, negativePart(g, x)));

const clip = (g: Graph, x: Node, low: number, high: number): Node =>
  minimum(g, maximum(g, x, g.scalar(low)), g.scalar(high));

const relu6 = (g: Graph, x: Node): Node => minimum(g, relu(g, x), g.scalar(6));

/** 1 for x > 0, else α, as TensorFlow.js has it. */
const step = (g: Graph, x: Node, alpha: number): Node => {
  const positive = greater(g, x, g.scalar(0));
  return add(g, positive, mul(g, g.scalar(alpha), sub(g, g.scalar(1), positive)));
};

/** The activation that a fused kernel carries by name. */
export function activate(call: Recording, x: Node): Node {
  const { g } = call;
  const name = text(call, "activation", "linear");
  if (name === "linear") return x;
  if (name === "relu" || name === "sigmoid") return unary(g, name, x);
  if (name === "relu6") return relu6(g, x);
  if (name === "elu") return elu(g, x);
  if (name === "leakyrelu") {
    return leaky(g, x, g.scalar(Number(call.attributes["leakyreluAlpha"] ?? 0.2)));
  }
  if (name === "prelu") return leaky(g, x, call.node("preluActivationWeights"));
  throw new Error(`record: fused activation must be one of TensorFlow.js, got ${name}`);
}

export const activationRules: Readonly<Record<string, KernelRule>> = {
  Elu: ({ g, node }) => elu(g, node("x")),
  Selu: ({ g, node }) => selu(g, node("x")),
  Relu6: ({ g, node }) => relu6(g, node("x")),
  LeakyRelu: ({ g, node, attributes }) =>
    leaky(g, node("x"), g.scalar(Number(attributes["alpha"]))),
  Prelu: ({ g, node }) => leaky(g, node("x"), node("alpha")),
  Step: ({ g, node, attributes }) => step(g, node("x"), Number(attributes["alpha"])),
  ClipByValue: ({ g, node, attributes, dtype }) => {
    const [low, high] = [attributes["clipValueMin"], attributes["clipValueMax"]].map(Number);
    return { node: clip(g, node("x"), low, high), dtype: dtype("x") };
  },
  FusedBatchNorm: ({ g, node, has, attributes }) => {
    const epsilon = g.scalar(Number(attributes["varianceEpsilon"]));
    const deviation = unary(g, "sqrt", add(g, node("variance"), epsilon));
    const normal = div(g, sub(g, node("x"), node("mean")), deviation);
    const scaled = has("scale") ? mul(g, normal, node("scale")) : normal;
    return has("offset") ? add(g, scaled, node("offset")) : scaled;
  },
};

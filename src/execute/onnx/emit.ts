/**
 * Programs as ONNX models.
 */
import { reach } from "../../graph/graph.js";
import type { Node, Op, Program } from "../../graph/node.js";
import { emitConv, emitConvFilterGrad, emitConvInputGrad, emitMatmul } from "./contraction.js";
import { emitJoinedInputGrads, inputGradTerms } from "./joinedInputGrads.js";
import { emitMaxPool, emitPool, emitPoolGrad } from "./pooling.js";
import type { Emit } from "./emitter.js";
import { pointwiseEmitters } from "./pointwise.js";
import type { OnnxNode, OnnxTensor, OnnxValue } from "./schema.js";
import { emitGather, emitPad, emitScatterAdd, emitSlice } from "./structural.js";
import { onnxWriter, type OnnxWriter } from "./writer.js";

/** ONNX nodes of a program before they are a model. */
export interface EmittedGraph {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  /** One per input of the program; undefined for one that no output depends on. */
  readonly inputs: readonly (OnnxValue | undefined)[];
  readonly outputs: readonly OnnxValue[];
}

export function emit(program: Program): EmittedGraph {
  const w = onnxWriter();
  const order = reach(program.outputs, new Set(program.inputs));
  const names = new Map<Node, string>();
  program.inputs.forEach((node, i) => names.set(node, `in${i}`));
  const name = (node: Node): string => names.get(node) as string; // in order
  const uses = countUses(order, program.outputs);
  const sums = new Map(order.map((node) => [node, inputGradTerms(node, uses)]));
  const joined = new Set<Node>([...sums.values()].flatMap((terms) => terms ?? []));
  for (const node of order) {
    if (names.has(node) || joined.has(node)) continue;
    const terms = sums.get(node);
    const emitOp = emitters[node.op] as Emit<Op>; // the table is keyed by op
    const output = terms
      ? emitJoinedInputGrads(w, terms, name)
      : emitOp(w, node, node.inputs.map(name));
    names.set(node, output);
  }
  // An output may be an input, or the same node twice: each gets a name of its own.
  const copies = program.outputs.map((node, i) => ({
    opType: "Identity",
    input: [name(node)],
    output: [`out${i}`],
    domain: "",
    attribute: [],
  }));
  return {
    nodes: [...w.nodes, ...copies],
    initializers: w.initializers,
    inputs: program.inputs.map((node, i) =>
      order.includes(node) ? { name: `in${i}`, shape: node.shape } : undefined,
    ),
    outputs: program.outputs.map((node, i) => ({ name: `out${i}`, shape: node.shape })),
  };
}

/** How often each node is used, by other nodes and as an output. */
function countUses(order: readonly Node[], outputs: readonly Node[]): Map<Node, number> {
  const uses = new Map<Node, number>();
  for (const used of [...order.flatMap(({ inputs }) => inputs), ...outputs]) {
    uses.set(used, (uses.get(used) ?? 0) + 1);
  }
  return uses;
}

const reduce =
  (opType: string): Emit<"sum" | "max"> =>
  (w, node, [x]) =>
    w.node(opType, [x, w.integers(node.attributes.axes)], { keepdims: 1 });

const shaped =
  (opType: string): Emit<"reshape" | "expand"> =>
  (w, node, [x]) =>
    w.node(opType, [x, w.integers(node.shape)]);

const emitters: { readonly [O in Op]: Emit<O> } = {
  input: (_, { attributes }) => {
    throw new Error(`emit: input ${attributes.name} must be listed by the program`);
  },
  constant: (w, { attributes, shape }) => w.floats(attributes.values, shape),
  ...pointwiseEmitters,
  sum: reduce("ReduceSum"),
  max: reduce("ReduceMax"),
  logSumExp: (w, { attributes }, [x]) => emitLogSumExp(w, attributes.axes, x),
  reshape: shaped("Reshape"),
  expand: shaped("Expand"),
  permute: (w, { attributes }, inputs) =>
    w.node("Transpose", inputs, { perm: attributes.permutation }),
  pad: emitPad,
  slice: emitSlice,
  concat: (w, { attributes: { axis } }, inputs) => w.node("Concat", inputs, { axis }),
  gather: emitGather,
  scatterAdd: emitScatterAdd,
  matmul: emitMatmul,
  conv: emitConv,
  convInputGrad: emitConvInputGrad,
  convFilterGrad: emitConvFilterGrad,
  pool: (w, node, [x]) => emitPool(w, node, x),
  poolGrad: (w, node, [dy]) => emitPoolGrad(w, node, dy),
  maxPool: (w, node, [x]) => emitMaxPool(w, node, x),
};

/** m + log Σ exp(x − m): the maximum is taken out so that nothing overflows. */
function emitLogSumExp(w: OnnxWriter, axes: readonly number[], x: string): string {
  const over = w.integers(axes);
  const maximum = w.node("ReduceMax", [x, over], { keepdims: 1 });
  const shifted = w.node("Exp", [w.node("Sub", [x, maximum])]);
  const total = w.node("ReduceSum", [shifted, over], { keepdims: 1 });
  return w.node("Add", [maximum, w.node("Log", [total])]);
}

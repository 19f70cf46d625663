/**
 * Programs as ONNX models.
 */
import { dependents, reach } from "../../graph/graph.js";
import type { Node, Op, Program } from "../../graph/node.js";
import { emitBlockedPointwise, emitBlockedSum } from "./blockedPointwise.js";
import { emitConv, emitConvInputGrad, emitMatmul } from "./contraction.js";
import { emitFilterGrad } from "./filterGrad.js";
import { emitFusion } from "./fused.js";
import { countUses, planFusions, type Fusion } from "./fusion.js";
import { emitPhased, isPhased } from "./phases.js";
import { emitMaxPool, emitPool, emitPoolGrad } from "./pooling.js";
import type { Emission, Emit } from "./emitter.js";
import { pointwiseEmitters } from "./pointwise.js";
import type { OnnxNode, OnnxTensor, OnnxValue } from "./schema.js";
import { emitGather, emitPad, emitScatterAdd, emitSlice } from "./structural.js";
import { Values } from "./values.js";
import { onnxWriter, type OnnxWriter } from "./writer.js";

/** ONNX nodes of a program before they are a model. */
export interface EmittedGraph {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  /** One per input of the program; undefined for one that no output depends on. */
  readonly inputs: readonly (OnnxValue | undefined)[];
  readonly outputs: readonly OnnxValue[];
}

export interface EmitOptions {
  /** Channels in a block of the blocked layout (nchwc.ts); left out: everything stays plain. */
  readonly block?: number | undefined;
  /** The inputs that differ from call to call, where the graph will be split. */
  readonly tangents?: readonly Node[];
}

export function emit(program: Program, { block, tangents = [] }: EmitOptions = {}): EmittedGraph {
  const w = onnxWriter();
  const given = new Set(program.inputs);
  const order = reach(program.outputs, given);
  const values = new Values(w);
  program.inputs.forEach((node, i) => values.set(node, `in${i}`));
  const moving = dependents(order, tangents);
  const e: Emission = { w, values, block, moving };
  const uses = countUses(order, program.outputs);
  const { fusions, hidden } = planFusions(order, { block, uses, given });
  for (const node of order) {
    if (!given.has(node) && !hidden.has(node)) emitNode(e, node, fusions.get(node));
  }
  // An output may be an input, or the same node twice: each gets a name of its own.
  const results = program.outputs.map((node) => values.plain(node));
  const copies = results.map((name, i) => ({
    opType: "Identity",
    input: [name],
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

function emitNode(e: Emission, node: Node, fusion: Fusion | undefined): void {
  const { w, values, block } = e;
  if (fusion) emitFusion(e, node, fusion);
  else if (isPhased(node, block)) values.setBlocked(node, emitPhased(e, [node]));
  else if (node.op === "convFilterGrad") values.set(node, emitFilterGrad(e, node));
  else {
    const emitOp = emitters[node.op] as Emit<Op>; // the table is keyed by op
    if (node.op in pointwiseEmitters && emitBlockedPointwise(e, node, emitOp)) return;
    if (node.op === "sum" && emitBlockedSum(e, node)) return;
    const operands = node.inputs.map((input) => values.plain(input));
    values.set(node, emitOp(w, node, operands));
  }
}

const reduce =
  (opType: string): Emit<"sum" | "max"> =>
  (w, node, [x]) =>
    w.node(opType, [x, w.integers(node.attributes.axes)], { keepdims: 1 });

const shaped =
  (opType: string): Emit<"reshape" | "expand"> =>
  (w, node, [x]) =>
    w.node(opType, [x, w.integers(node.shape)]);

const emitters: { readonly [O in Exclude<Op, "convFilterGrad">]: Emit<O> } = {
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

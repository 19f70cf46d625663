/**
 * Programs as ONNX models.
 */
import { reach } from "../../graph/graph.js";
import type { Node, Op, Program } from "../../graph/node.js";
import { emitConv, emitConvFilterGrad, emitConvInputGrad, emitMatmul } from "./contraction.js";
import { emitMaxPool, emitPool, emitPoolGrad } from "./pooling.js";
import type { Emit } from "./emitter.js";
import { pointwiseEmitters } from "./pointwise.js";
import { encodeModel } from "./schema.js";
import { emitGather, emitPad, emitScatterAdd, emitSlice } from "./structural.js";
import { onnxWriter, type OnnxWriter } from "./writer.js";

export interface EmittedModel {
  readonly bytes: Uint8Array;
  /** Names of the program's inputs; undefined for one that no output depends on. */
  readonly inputs: readonly (string | undefined)[];
  readonly outputs: readonly string[];
}

export function emit(program: Program): EmittedModel {
  const w = onnxWriter();
  const order = reach(program.outputs);
  const names = new Map<Node, string>();
  const inputs = program.inputs.map((node, i) => (order.includes(node) ? `in${i}` : undefined));
  program.inputs.forEach((node, i) => names.set(node, `in${i}`));
  for (const node of order) {
    if (names.has(node)) continue;
    const operands = node.inputs.map((input) => names.get(input) as string); // in order
    const emitOp = emitters[node.op] as Emit<Op>; // the table is keyed by op
    names.set(node, emitOp(w, node, operands));
  }
  // An output may be an input, or the same node twice: each gets a name of its own.
  const outputs = program.outputs.map((node, i) => ({ name: `out${i}`, node }));
  const copies = outputs.map(({ name, node }) => ({
    opType: "Identity",
    input: [names.get(node) as string],
    output: [name],
    domain: "",
    attribute: [],
  }));
  const bytes = encodeModel({
    nodes: [...w.nodes, ...copies],
    initializers: w.initializers,
    inputs: program.inputs.flatMap((node, i) => {
      const name = inputs[i];
      return name === undefined ? [] : [{ name, shape: node.shape }];
    }),
    outputs: outputs.map(({ name, node }) => ({ name, shape: node.shape })),
  });
  return { bytes, inputs, outputs: outputs.map(({ name }) => name) };
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

/**
 * Programs as ONNX models.
 */
import { reach } from "../../graph/graph.js";
import type { Node, Program } from "../../graph/node.js";
import { emitConv, emitConvFilterGrad, emitConvInputGrad, emitMatmul } from "./contraction.js";
import { emitMaxPool, emitPool, emitPoolGrad } from "./pooling.js";
import { encodeModel } from "./schema.js";
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
    names.set(node, emitNode(w, node, operands));
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

const elementwise = {
  neg: "Neg",
  exp: "Exp",
  log: "Log",
  sqrt: "Sqrt",
  tanh: "Tanh",
  sigmoid: "Sigmoid",
  relu: "Relu",
  add: "Add",
  sub: "Sub",
  mul: "Mul",
  div: "Div",
} as const;

function emitNode(w: OnnxWriter, node: Node, inputs: readonly string[]): string {
  const [x] = inputs;
  switch (node.op) {
    case "input":
      throw new Error(`emit: input ${node.attributes.name} must be listed by the program`);
    case "constant":
      return w.floats(node.attributes.values, node.shape);
    case "step":
      // max(0, min(1, 3e38·x)): exact 0 or 1 and 5 times faster than Sign.
      return w.node("HardSigmoid", inputs, { alpha: { float: 3e38 }, beta: { float: 0 } });
    case "equal":
      return w.node("Cast", [w.node("Equal", inputs)], { to: 1 });
    case "sum":
      return w.node("ReduceSum", [x, w.integers(node.attributes.axes)], { keepdims: 1 });
    case "max":
      return w.node("ReduceMax", [x, w.integers(node.attributes.axes)], { keepdims: 1 });
    case "logSumExp":
      return emitLogSumExp(w, node.attributes.axes, x);
    case "reshape":
      return w.node("Reshape", [x, w.integers(node.shape)]);
    case "expand":
      return w.node("Expand", [x, w.integers(node.shape)]);
    case "permute":
      return w.node("Transpose", inputs, { perm: node.attributes.permutation });
    case "pad":
      return w.node("Pad", [x, w.integers([...node.attributes.before, ...node.attributes.after])]);
    case "slice": {
      const { begin } = node.attributes;
      const end = begin.map((b, i) => b + node.shape[i]);
      return w.node("Slice", [x, w.integers(begin), w.integers(end)]);
    }
    case "matmul":
      return emitMatmul(w, node, inputs);
    case "conv":
      return emitConv(w, node, inputs);
    case "convInputGrad":
      return emitConvInputGrad(w, node, inputs);
    case "convFilterGrad":
      return emitConvFilterGrad(w, node, inputs);
    case "pool":
      return emitPool(w, node, x);
    case "poolGrad":
      return emitPoolGrad(w, node, x);
    case "maxPool":
      return emitMaxPool(w, node, x);
    default:
      return w.node(elementwise[node.op], inputs);
  }
}

/** m + log Σ exp(x − m): the maximum is taken out so that nothing overflows. */
function emitLogSumExp(w: OnnxWriter, axes: readonly number[], x: string): string {
  const over = w.integers(axes);
  const maximum = w.node("ReduceMax", [x, over], { keepdims: 1 });
  const shifted = w.node("Exp", [w.node("Sub", [x, maximum])]);
  const total = w.node("ReduceSum", [shifted, over], { keepdims: 1 });
  return w.node("Add", [maximum, w.node("Log", [total])]);
}

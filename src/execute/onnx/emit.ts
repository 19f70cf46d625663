/**
 * Programs as ONNX models.
 */
import { reach } from "../../graph/graph.js";
import type { Node, NodeOf, Op, Program } from "../../graph/node.js";
import { emitConv, emitConvFilterGrad, emitConvInputGrad, emitMatmul } from "./contraction.js";
import { emitMaxPool, emitPool, emitPoolGrad } from "./pooling.js";
import { encodeModel, float32Type } from "./schema.js";
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

/** Writes an operation, given the names of its inputs, and returns the name of its output. */
type Emit<O extends Op> = (w: OnnxWriter, node: NodeOf<O>, inputs: readonly string[]) => string;

const as =
  (opType: string): Emit<Op> =>
  (w, _, inputs) =>
    w.node(opType, inputs);

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
  neg: as("Neg"),
  exp: as("Exp"),
  log: as("Log"),
  sqrt: as("Sqrt"),
  tanh: as("Tanh"),
  sigmoid: as("Sigmoid"),
  relu: as("Relu"),
  // max(0, min(1, 3e38·x)): exact 0 or 1 and 5 times faster than Sign.
  step: (w, _, inputs) =>
    w.node("HardSigmoid", inputs, { alpha: { float: 3e38 }, beta: { float: 0 } }),
  add: as("Add"),
  sub: as("Sub"),
  mul: as("Mul"),
  div: as("Div"),
  equal: (w, _, inputs) => w.node("Cast", [w.node("Equal", inputs)], { to: float32Type }),
  sum: reduce("ReduceSum"),
  max: reduce("ReduceMax"),
  logSumExp: (w, { attributes }, [x]) => emitLogSumExp(w, attributes.axes, x),
  reshape: shaped("Reshape"),
  expand: shaped("Expand"),
  permute: (w, { attributes }, inputs) =>
    w.node("Transpose", inputs, { perm: attributes.permutation }),
  pad: (w, { attributes: { before, after } }, [x]) =>
    w.node("Pad", [x, w.integers([...before, ...after])]),
  slice: (w, { attributes: { begin }, shape }, [x]) =>
    w.node("Slice", [x, w.integers(begin), w.integers(begin.map((b, i) => b + shape[i]))]),
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

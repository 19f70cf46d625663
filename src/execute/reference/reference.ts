/**
 * The reference executor: float64, plain loops, one function per operation. It is slow and it is
 * the meaning of a program: all other executors are tested against it.
 */
import { reach } from "../../graph/graph.js";
import type { BinaryOp, Node, NodeOf, Op, Program, UnaryOp } from "../../graph/node.js";
import { sizeOf } from "../../graph/shape.js";
import { unaryOps } from "../../graph/unaryDerivative.js";
import { splitLinear } from "../splitLinear.js";
import type { Compiled, Executor, NumericArray } from "../executor.js";
import {
  evaluateConv,
  evaluateConvFilterGrad,
  evaluateConvInputGrad,
  evaluateMatmul,
} from "./contraction.js";
import { evaluateBinary, evaluateExpand, evaluateSelect, evaluateUnary } from "./elementwise.js";
import { evaluateMaxPool, evaluatePool, evaluatePoolGrad } from "./pooling.js";
import {
  evaluateConcat,
  evaluateGather,
  evaluateLogSumExp,
  evaluateMax,
  evaluatePad,
  evaluatePermute,
  evaluateScatterAdd,
  evaluateSlice,
  evaluateSum,
} from "./structural.js";

export const referenceExecutor: Executor = {
  name: "reference",
  precision: "float64",
  relativeError: 1e-13,
  compile: (program) => Promise.resolve(compile(program)),
  compileLinear: (program) => splitLinear((part) => Promise.resolve(compile(part)), program),
};

const close = (): Promise<void> => Promise.resolve(); // it holds nothing

function compile(program: Program): Compiled {
  const order = reach(program.outputs, new Set(program.inputs));
  const lastUse = new Map<Node, number>();
  order.forEach((node, i) => node.inputs.forEach((input) => lastUse.set(input, i)));
  program.outputs.forEach((node) => lastUse.set(node, Infinity));
  const run = (inputs: readonly NumericArray[]): NumericArray[] => {
    const values = new Map<Node, Float64Array>();
    program.inputs.forEach((node, i) => values.set(node, checked(node, inputs[i])));
    order.forEach((node, i) => {
      if (values.has(node)) return;
      const operands = node.inputs.map((input) => values.get(input) as Float64Array); // in order
      const evaluate = evaluators[node.op] as Evaluate<Op>; // the table is keyed by op
      values.set(node, evaluate(node, ...operands));
      for (const input of node.inputs) if (lastUse.get(input) === i) values.delete(input);
    });
    return program.outputs.map((node) => Float64Array.from(values.get(node) as Float64Array));
  };
  // The constructor turns what run throws into a rejection.
  return { run: (inputs) => new Promise((resolve) => resolve(run(inputs))), close };
}

function checked(node: Node, values: NumericArray | undefined): Float64Array {
  if (values?.length !== sizeOf(node.shape)) {
    throw new RangeError(
      `run: input ${nameOf(node)} needs ${sizeOf(node.shape)} numbers, got ${values?.length}`,
    );
  }
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

const nameOf = (node: Node): string => (node.op === "input" ? node.attributes.name : node.op);

/** How an operation computes from the values of its inputs. */
type Evaluate<O extends Op> = (node: NodeOf<O>, ...inputs: Float64Array[]) => Float64Array;

const unary = Object.fromEntries(
  unaryOps.map((op): [UnaryOp, Evaluate<UnaryOp>] => [op, (_, x) => evaluateUnary(op, x)]),
) as Record<UnaryOp, Evaluate<UnaryOp>>; // every unary operation is listed
const binary: Evaluate<BinaryOp> = (node, a, b) => evaluateBinary(node.op, node, a, b);

const evaluators: { readonly [O in Op]: Evaluate<O> } = {
  input: ({ attributes }) => {
    throw new Error(`run: input ${attributes.name} must be listed by the program`);
  },
  constant: ({ attributes }) => attributes.values,
  ...unary,
  add: binary,
  sub: binary,
  mul: binary,
  div: binary,
  pow: binary,
  maximum: binary,
  equal: binary,
  greater: binary,
  select: evaluateSelect,
  reshape: (_, a) => a,
  expand: (node, a) => evaluateExpand(a, node.inputs[0].shape, node.shape),
  sum: evaluateSum,
  max: evaluateMax,
  logSumExp: evaluateLogSumExp,
  permute: evaluatePermute,
  pad: evaluatePad,
  slice: evaluateSlice,
  concat: (node, ...parts) => evaluateConcat(node, parts),
  gather: evaluateGather,
  scatterAdd: evaluateScatterAdd,
  matmul: evaluateMatmul,
  conv: evaluateConv,
  convInputGrad: evaluateConvInputGrad,
  convFilterGrad: evaluateConvFilterGrad,
  pool: evaluatePool,
  poolGrad: evaluatePoolGrad,
  maxPool: evaluateMaxPool,
};

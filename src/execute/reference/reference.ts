/**
 * The reference executor: float64, plain loops, one function per operation. It is slow and it is
 * the meaning of a program: all other executors are tested against it.
 */
import { reach } from "../../graph/graph.js";
import type { Node, NodeOf, Program } from "../../graph/node.js";
import { sizeOf } from "../../graph/shape.js";
import type { Compiled, Executor, NumericArray } from "../executor.js";
import {
  evaluateConv,
  evaluateConvFilterGrad,
  evaluateConvInputGrad,
  evaluateMatmul,
} from "./contraction.js";
import { evaluateBinary, evaluateExpand, evaluateUnary } from "./elementwise.js";
import { evaluateMaxPool, evaluatePool, evaluatePoolGrad } from "./pooling.js";
import {
  evaluateLogSumExp,
  evaluateMax,
  evaluatePad,
  evaluatePermute,
  evaluateSlice,
  evaluateSum,
} from "./structural.js";

export const referenceExecutor: Executor = {
  name: "reference",
  precision: "float64",
  relativeError: 1e-13,
  compile: (program) => Promise.resolve(compile(program)),
};

const close = (): Promise<void> => Promise.resolve(); // it holds nothing

function compile(program: Program): Compiled {
  const order = reach(program.outputs);
  const lastUse = new Map<Node, number>();
  order.forEach((node, i) => node.inputs.forEach((input) => lastUse.set(input, i)));
  program.outputs.forEach((node) => lastUse.set(node, Infinity));
  const run = (inputs: readonly NumericArray[]): NumericArray[] => {
    const values = new Map<Node, Float64Array>();
    program.inputs.forEach((node, i) => values.set(node, checked(node, inputs[i])));
    order.forEach((node, i) => {
      if (values.has(node)) return;
      const operands = node.inputs.map((input) => values.get(input) as Float64Array); // in order
      values.set(node, evaluate(node, operands));
      for (const input of node.inputs) if (lastUse.get(input) === i) values.delete(input);
    });
    return program.outputs.map((node) => Float64Array.from(values.get(node) as Float64Array));
  };
  // The constructor turns what run throws into a rejection.
  return { run: (inputs) => new Promise((resolve) => resolve(run(inputs))), close };
}

function checked(node: NodeOf<"input">, values: NumericArray | undefined): Float64Array {
  if (values?.length !== sizeOf(node.shape)) {
    throw new RangeError(
      `run: input ${node.attributes.name} needs ${sizeOf(node.shape)} numbers, got ${values?.length}`,
    );
  }
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

function evaluate(node: Node, [a, b]: readonly Float64Array[]): Float64Array {
  switch (node.op) {
    case "input":
      throw new Error(`run: input ${node.attributes.name} must be listed by the program`);
    case "constant":
      return node.attributes.values;
    case "add":
    case "sub":
    case "mul":
    case "div":
    case "equal":
      return evaluateBinary(node.op, node, a, b);
    case "reshape":
      return a;
    case "expand":
      return evaluateExpand(a, node.inputs[0].shape, node.shape);
    case "sum":
      return evaluateSum(node, a);
    case "max":
      return evaluateMax(node, a);
    case "logSumExp":
      return evaluateLogSumExp(node, a);
    case "permute":
      return evaluatePermute(node, a);
    case "pad":
      return evaluatePad(node, a);
    case "slice":
      return evaluateSlice(node, a);
    case "matmul":
      return evaluateMatmul(node, a, b);
    case "conv":
      return evaluateConv(node, a, b);
    case "convInputGrad":
      return evaluateConvInputGrad(node, a, b);
    case "convFilterGrad":
      return evaluateConvFilterGrad(node, a, b);
    case "pool":
      return evaluatePool(node, a);
    case "poolGrad":
      return evaluatePoolGrad(node, a);
    case "maxPool":
      return evaluateMaxPool(node, a);
    default:
      return evaluateUnary(node.op, a);
  }
}

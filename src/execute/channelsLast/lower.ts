/**
 * Programs as calls of kernels whose images are N H W C.
 */
import { reach } from "../../graph/graph.js";
import type { Node, Op, Program } from "../../graph/node.js";
import { unaryOps } from "../../graph/unaryDerivative.js";
import { Arranger, identity, type Arranged } from "./arranged.js";
import { lowerConv, lowerConvFilterGrad, lowerConvInputGrad, lowerMatmul } from "./contraction.js";
import type { Kernels, Shaped } from "./kernels.js";
import {
  lowerBinary,
  lowerLogSumExp,
  lowerMul,
  lowerReduction,
  lowerSelect,
  lowerUnary,
} from "./pointwise.js";
import { lowerMaxPool, lowerPool, lowerPoolGrad } from "./pooling.js";
import type { Lowering, Rule } from "./rule.js";
import {
  lowerConcat,
  lowerExpand,
  lowerGather,
  lowerPad,
  lowerPermute,
  lowerReshape,
  lowerScatterAdd,
  lowerSlice,
} from "./structural.js";

export interface Lowered<V extends Shaped> {
  /** One per output of the program, each in the order of axes in which it was made. */
  readonly outputs: readonly Arranged<V>[];
  readonly arranger: Arranger<V>;
}

/** @param inputs One value per input of the program; undefined for one that no output needs. */
export function lower<V extends Shaped>(
  program: Program,
  k: Kernels<V>,
  inputs: readonly (Arranged<V> | undefined)[],
): Lowered<V> {
  const arranger = new Arranger(k);
  const values = new Map<Node, Arranged<V>>();
  const of = (node: Node): Arranged<V> => {
    const value = values.get(node);
    if (value) return value;
    const name = node.op === "input" ? ` ${node.attributes.name}` : "";
    throw new Error(`lower: ${node.op}${name} must come before what uses it`);
  };
  program.inputs.forEach((node, i) => {
    const input = inputs[i];
    if (input) values.set(node, input);
  });
  const lowering: Lowering<V> = { k, arranger, known: (node) => values.get(node) };
  for (const node of reach(program.outputs, new Set(program.inputs))) {
    if (values.has(node)) continue;
    const rule = rules[node.op] as Rule<Op>; // the table is keyed by op
    values.set(node, rule(lowering, node, node.inputs.map(of)));
  }
  return { outputs: program.outputs.map(of), arranger };
}

/** The values of the outputs, row-major as the graph sees them. */
export function rowMajor<V extends Shaped>({ outputs, arranger }: Lowered<V>): V[] {
  return outputs.map((x) => arranger.at(x, identity(x.order.length)));
}

const unary = Object.fromEntries(unaryOps.map((op) => [op, lowerUnary])) as {
  readonly [O in (typeof unaryOps)[number]]: typeof lowerUnary; // every unary operation is listed
};

const rules: { readonly [O in Op]: Rule<O> } = {
  input: (_, { attributes }) => {
    throw new Error(`lower: input ${attributes.name} must be listed by the program`);
  },
  constant: ({ k }, { attributes, shape }) => ({
    value: k.constant(attributes.values, shape),
    order: identity(shape.length),
  }),
  ...unary,
  add: lowerBinary,
  sub: lowerBinary,
  mul: lowerMul,
  div: lowerBinary,
  pow: lowerBinary,
  maximum: lowerBinary,
  equal: lowerBinary,
  greater: lowerBinary,
  select: lowerSelect,
  sum: lowerReduction,
  max: lowerReduction,
  logSumExp: lowerLogSumExp,
  reshape: lowerReshape,
  expand: lowerExpand,
  permute: lowerPermute,
  pad: lowerPad,
  slice: lowerSlice,
  concat: lowerConcat,
  gather: lowerGather,
  scatterAdd: lowerScatterAdd,
  matmul: lowerMatmul,
  conv: lowerConv,
  convInputGrad: lowerConvInputGrad,
  convFilterGrad: lowerConvFilterGrad,
  pool: lowerPool,
  poolGrad: lowerPoolGrad,
  maxPool: lowerMaxPool,
};

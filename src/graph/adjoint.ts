/**
 * The adjoint of a linear program: from y = J·x built out of nodes to x̄ = Jᵀ·ȳ.
 *
 * Reverse mode is this applied to a forward-mode program: the gradient of f is the adjoint of its
 * jvp at the cotangent 1. Only operations that are linear in an input need a rule.
 * Radul et al. (2023), "You only linearize once", doi:10.1145/3571236.
 */
import { conv, convFilterGrad, convInputGrad, matmul } from "./contraction.js";
import { add, div, mul, neg, select } from "./elementwise.js";
import { dependents, reach, type Graph } from "./graph.js";
import type { Node, NodeOf, Op } from "./node.js";
import { pool, poolGrad } from "./pooling.js";
import { inversePermutation } from "./shape.js";
import { expand, gather, pad, permute, reshape, scatterAdd, slice, sumTo } from "./structural.js";

/** The cotangent of input number `index` of y, given y's cotangent c. */
type Rule<O extends Op> = (g: Graph, y: NodeOf<O>, c: Node, index: number) => Node;

const rules: { readonly [O in Op]?: Rule<O> } = {
  neg: (g, _, c) => neg(g, c),
  add: (_g, _y, c) => c,
  sub: (g, _, c, index) => (index === 0 ? c : neg(g, c)),
  mul: (g, y, c, index) => mul(g, y.inputs[1 - index], c),
  div: (g, y, c) => div(g, c, y.inputs[1]),
  sum: (g, y, c) => expand(g, c, y.inputs[0].shape),
  reshape: (g, y, c) => reshape(g, c, y.inputs[0].shape),
  expand: (_g, _y, c) => c, // summed down to the input's shape below
  permute: (g, y, c) => permute(g, c, inversePermutation(y.attributes.permutation)),
  select: (g, y, c, index) => {
    const zero = expand(g, g.scalar(0), c.shape);
    const condition = y.inputs[0];
    return index === 1 ? select(g, condition, c, zero) : select(g, condition, zero, c);
  },
  pad: (g, y, c) => {
    const steps = y.attributes.interior.map((zeros) => zeros + 1);
    return slice(g, c, y.attributes.before, y.inputs[0].shape, steps);
  },
  slice: (g, y, c) => {
    const { begin, steps } = y.attributes;
    const [x] = y.inputs;
    const after = x.shape.map((d, i) => d - begin[i] - (y.shape[i] - 1) * steps[i] - 1);
    return pad(
      g,
      c,
      begin,
      after,
      steps.map((s) => s - 1),
    );
  },
  concat: (g, y, c, index) => {
    const { axis } = y.attributes;
    const before = y.inputs.slice(0, index).reduce((sum, { shape }) => sum + shape[axis], 0);
    const begin = y.shape.map((_, i) => (i === axis ? before : 0));
    return slice(g, c, begin, y.inputs[index].shape);
  },
  gather: (g, y, c) => scatterAdd(g, c, y.inputs[1], y.inputs[0].shape),
  scatterAdd: (g, y, c) => gather(g, c, y.inputs[1]),
  matmul: (g, y, c, index) => {
    const { transposeA, transposeB } = y.attributes;
    const [a, b] = y.inputs;
    if (index === 0) {
      return transposeA ? matmul(g, b, c, transposeB, true) : matmul(g, c, b, false, !transposeB);
    }
    return transposeB ? matmul(g, c, a, true, transposeA) : matmul(g, a, c, !transposeA, false);
  },
  conv: (g, y, c, index) => {
    const [x, w] = y.inputs;
    return index === 0
      ? convInputGrad(g, c, w, y.attributes, x.shape)
      : convFilterGrad(g, x, c, y.attributes, w.shape);
  },
  convInputGrad: (g, y, c, index) => {
    const [dy, w] = y.inputs;
    return index === 0
      ? conv(g, c, w, y.attributes)
      : convFilterGrad(g, c, dy, y.attributes, w.shape);
  },
  convFilterGrad: (g, y, c, index) => {
    const [x, dy] = y.inputs;
    return index === 0
      ? convInputGrad(g, dy, c, y.attributes, x.shape)
      : conv(g, x, c, y.attributes);
  },
  pool: (g, y, c) => poolGrad(g, c, y.attributes, y.attributes.factor, y.inputs[0].shape),
  poolGrad: (g, y, c) => pool(g, c, y.attributes, y.attributes.factor),
};

/**
 * @param outputs Pairs of an output, linear in `inputs`, and its cotangent.
 * @returns The cotangent of each input; undefined where no output depends on it.
 */
export function adjoint(
  g: Graph,
  outputs: readonly (readonly [Node, Node])[],
  inputs: readonly Node[],
): (Node | undefined)[] {
  const order = reach(outputs.map(([output]) => output));
  const linear = dependents(order, inputs);

  const cotangents = new Map<Node, Node>();
  const accumulate = (node: Node, c: Node): void => {
    const before = cotangents.get(node);
    const fitted = sumTo(g, c, node.shape);
    cotangents.set(node, before === undefined ? fitted : add(g, before, fitted));
  };
  for (const [output, cotangent] of outputs) {
    if (linear.has(output)) accumulate(output, cotangent);
  }
  for (const node of order.reverse()) {
    const c = cotangents.get(node);
    if (c === undefined || inputs.includes(node)) continue;
    node.inputs.forEach((input, index) => {
      if (linear.has(input)) accumulate(input, pullBack(g, node, c, index, linear));
    });
  }
  return inputs.map((input) => cotangents.get(input));
}

function pullBack(g: Graph, node: Node, c: Node, index: number, linear: ReadonlySet<Node>): Node {
  const rule = rules[node.op] as Rule<Op> | undefined; // the table is keyed by op
  const others = node.inputs.filter((other, i) => i !== index && linear.has(other));
  const sums = ["add", "sub", "concat", "select"].includes(node.op);
  // Conditions and numbers of rows only choose, and a divisor is not linear.
  const chooses =
    (node.op === "select" && index === 0) ||
    ((node.op === "gather" || node.op === "scatterAdd" || node.op === "div") && index === 1);
  if (rule === undefined || chooses || (others.length > 0 && !sums)) {
    throw new Error(`adjoint: the program must be linear in its inputs, got ${node.op} of them`);
  }
  return rule(g, node, c, index);
}

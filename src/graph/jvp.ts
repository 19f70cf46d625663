/**
 * Forward-mode derivatives of programs: from tangents of inputs to tangents of outputs.
 *
 * One rule per operation, dy = Σᵢ ∂f/∂xᵢ · dxᵢ. An absent tangent is zero and costs nothing.
 * The result is again a program in the same operations, so it can be differentiated once more.
 * Griewank and Walther (2008), doi:10.1137/1.9780898717761, §3.1.
 */
import { conv, convFilterGrad, convInputGrad, matmul } from "./contraction.js";
import {
  add,
  addOptional,
  div,
  equal,
  greater,
  mul,
  neg,
  pow,
  select,
  sub,
  unary,
} from "./elementwise.js";
import { reach, type Graph } from "./graph.js";
import type { Node, NodeOf, Op, UnaryOp } from "./node.js";
import { maxPoolJvp, pool, poolGrad } from "./pooling.js";
import { maxJvp, softmax } from "./reduction.js";
import {
  concat,
  expand,
  gather,
  pad,
  permute,
  reshape,
  scatterAdd,
  slice,
  sum,
} from "./structural.js";
import { unaryDerivative, unaryOps } from "./unaryDerivative.js";

type Tangent = Node | undefined;
type Rule<O extends Op> = (g: Graph, y: NodeOf<O>, d: readonly Tangent[]) => Tangent;

const zero = (): Tangent => undefined;
const onto = (g: Graph, d: Tangent, y: Node): Tangent => d && expand(g, d, y.shape);

/** A rule for operations with one input, called only where its tangent is there. */
const linear =
  <O extends Op>(rule: (g: Graph, y: NodeOf<O>, d: Node) => Node): Rule<O> =>
  (g, y, [d]) =>
    d && rule(g, y, d);

/** A rule for products: linear in each of two factors. */
const bilinear =
  <O extends Op>(product: (g: Graph, y: NodeOf<O>, a: Node, b: Node) => Node): Rule<O> =>
  (g, y, [da, db]) => {
    const [a, b] = y.inputs;
    return addOptional(g, da && product(g, y, da, b), db && product(g, y, a, db));
  };

const unaryJvp = Object.fromEntries(
  unaryOps.map((op): [UnaryOp, Rule<UnaryOp>] => [
    op,
    (g, y, [d]) => d && unaryDerivative(g, op, y.inputs[0], y as Node, d),
  ]),
) as Record<UnaryOp, Rule<UnaryOp>>; // every unary operation is listed

const rules: { readonly [O in Op]: Rule<O> } = {
  input: zero,
  constant: zero,
  ...unaryJvp,
  add: (g, y, [da, db]) => onto(g, addOptional(g, da, db), y),
  sub: (g, y, [da, db]) => onto(g, addOptional(g, da, db && neg(g, db)), y),
  mul: (g, y, [da, db]) => {
    const [a, b] = y.inputs;
    if (a === b) return da && mul(g, g.scalar(2), mul(g, a, da));
    return onto(g, addOptional(g, da && mul(g, b, da), db && mul(g, a, db)), y);
  },
  div: (g, y, [da, db]) => {
    const b = y.inputs[1];
    const first = da && div(g, da, b);
    return onto(g, addOptional(g, first, db && neg(g, mul(g, div(g, y, b), db))), y);
  },
  pow: (g, y, [da, db]) => {
    const [a, b] = y.inputs;
    const inBase = da && mul(g, mul(g, b, pow(g, a, sub(g, b, g.scalar(1)))), da);
    // Where a = 0 or below, aᵇ does not move with b, or is not real; log 1 = 0 is safe in any order.
    const base = select(g, greater(g, a, g.scalar(0)), a, g.scalar(1));
    const inExponent = db && mul(g, mul(g, y, unary(g, "log", base)), db);
    return onto(g, addOptional(g, inBase, inExponent), y);
  },
  maximum: (g, y, [da, db]) => {
    const [a, b] = y.inputs;
    const half = mul(g, g.scalar(0.5), equal(g, a, b)); // a tie is shared
    const ofA = add(g, greater(g, a, b), half);
    const ofB = sub(g, g.scalar(1), ofA);
    return onto(g, addOptional(g, da && mul(g, ofA, da), db && mul(g, ofB, db)), y);
  },
  equal: zero,
  greater: zero,
  select: (g, y, [, da, db]) => {
    if (!da && !db) return undefined;
    const zeros = g.scalar(0);
    return select(g, y.inputs[0], da ?? zeros, db ?? zeros);
  },
  sum: linear((g, y, d) => sum(g, d, y.attributes.axes)),
  max: linear((g, y, d) => maxJvp(g, y.inputs[0], y, y.attributes.axes, d)),
  logSumExp: linear((g, y, d) => {
    const { axes } = y.attributes;
    return sum(g, mul(g, softmax(g, y.inputs[0], axes), d), axes);
  }),
  reshape: linear((g, y, d) => reshape(g, d, y.shape)),
  expand: linear((g, y, d) => expand(g, d, y.shape)),
  permute: linear((g, y, d) => permute(g, d, y.attributes.permutation)),
  pad: linear((g, y, d) => {
    const { before, after, interior } = y.attributes;
    return pad(g, d, before, after, interior);
  }),
  slice: linear((g, y, d) => slice(g, d, y.attributes.begin, y.shape, y.attributes.steps)),
  concat: (g, y, d) => {
    const parts = y.inputs.map((x, i) => d[i] ?? expand(g, g.scalar(0), x.shape));
    return concat(g, parts, y.attributes.axis);
  },
  gather: linear((g, y, d) => gather(g, d, y.inputs[1])),
  scatterAdd: linear((g, y, d) => scatterAdd(g, d, y.inputs[1], y.shape)),
  matmul: bilinear((g, y, a, b) =>
    matmul(g, a, b, y.attributes.transposeA, y.attributes.transposeB),
  ),
  conv: bilinear((g, y, x, w) => conv(g, x, w, y.attributes)),
  convInputGrad: bilinear((g, y, dy, w) => convInputGrad(g, dy, w, y.attributes, y.shape)),
  convFilterGrad: bilinear((g, y, x, dy) => convFilterGrad(g, x, dy, y.attributes, y.shape)),
  pool: linear((g, y, d) => pool(g, d, y.attributes, y.attributes.factor)),
  poolGrad: linear((g, y, d) => poolGrad(g, d, y.attributes, y.attributes.factor, y.shape)),
  maxPool: linear((g, y, d) => maxPoolJvp(g, y.inputs[0], y, y.attributes, d)),
};

/**
 * @param tangents Tangents of some inputs (or of any nodes); all others are zero.
 * @returns The tangent of each output, of the output's shape; undefined where it is zero.
 */
export function jvp(
  g: Graph,
  outputs: readonly Node[],
  tangents: ReadonlyMap<Node, Node>,
): Tangent[] {
  const known = new Map<Node, Tangent>(tangents);
  for (const node of reach(outputs)) {
    if (known.has(node)) continue;
    const inner = node.inputs.map((input) => known.get(input));
    if (inner.every((d) => d === undefined)) continue;
    const rule = rules[node.op] as Rule<Op>; // the table is keyed by op
    known.set(node, onto(g, rule(g, node, inner), node));
  }
  return outputs.map((output) => known.get(output));
}

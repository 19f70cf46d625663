/**
 * Programs for k vectors at once: the inputs that differ between the vectors, and with them all
 * outputs, get a leading axis of size k. Then k products with a matrix are one program, and so are the
 * gradients of k samples.
 *
 * One rule per operation. Wherever an operation treats its rows alike, vectors are further rows: the
 * node stays what it was, k times as tall. Elsewhere they are an axis of their own (stack.ts).
 * Frostig, Johnson and Leary (2018), "Compiling machine learning programs via high-level tracing";
 * the rules of contractions follow JAX's, lax/convolution.py.
 */
import { checkInteger } from "../core/check.js";
import { add, div, equal, greater, maximum, mul, pow, select, sub, unary } from "./elementwise.js";
import { dependents, reach, type Graph } from "./graph.js";
import type { LinearProgram, Node, Op, Program, UnaryOp } from "./node.js";
import { logSumExp, max } from "./reduction.js";
import { apart, commonPlace, joined, stacked, type Value, type Vectors } from "./stack.js";
import { concat, expand, pad, permute, slice, sum } from "./structural.js";
import { unaryOps } from "./unaryDerivative.js";
import { contractionRules } from "./vectorizeContraction.js";
import { gatherRules } from "./vectorizeGather.js";
import { lifted, type Rule } from "./vectorizeRule.js";

const unaryRules = Object.fromEntries(
  unaryOps.map((op): [UnaryOp, Rule<UnaryOp>] => [op, lifted(({ g }, _, [x]) => unary(g, op, x))]),
) as Record<UnaryOp, Rule<UnaryOp>>; // every unary operation is listed

/** Only what depends on the mapped inputs is asked for, and an input depends on nothing. */
const given = (_: Vectors, y: Node): Value => ({ node: y, place: undefined });

const rules: { readonly [O in Op]: Rule<O> } = {
  input: given,
  constant: given,
  ...unaryRules,
  add: lifted(({ g }, _, [a, b]) => add(g, a, b)),
  sub: lifted(({ g }, _, [a, b]) => sub(g, a, b)),
  mul: lifted(({ g }, _, [a, b]) => mul(g, a, b)),
  div: lifted(({ g }, _, [a, b]) => div(g, a, b)),
  pow: lifted(({ g }, _, [a, b]) => pow(g, a, b)),
  maximum: lifted(({ g }, _, [a, b]) => maximum(g, a, b)),
  equal: lifted(({ g }, _, [a, b]) => equal(g, a, b)),
  greater: lifted(({ g }, _, [a, b]) => greater(g, a, b)),
  select: lifted(({ g }, _, [c, a, b]) => select(g, c, a, b)),
  sum: lifted(({ g, axes }, y, [x]) => sum(g, x, axes(y.attributes.axes))),
  max: lifted(({ g, axes }, y, [x]) => max(g, x, axes(y.attributes.axes))),
  logSumExp: lifted(({ g, axes }, y, [x]) => logSumExp(g, x, axes(y.attributes.axes))),
  expand: lifted(({ g, shape }, y, [x]) => expand(g, x, shape(y.shape))),
  pad: lifted(
    ({ g, list }, { attributes: { before, after, interior } }, [x]) =>
      pad(g, x, list(before, 0), list(after, 0), list(interior, 0)),
    (y) => y.attributes.interior[0] === 0,
  ),
  slice: lifted(
    ({ g, list, shape }, { attributes: { begin, steps }, shape: own }, [x]) =>
      slice(g, x, list(begin, 0), shape(own), list(steps, 1)),
    (y) => y.attributes.steps[0] === 1,
  ),
  reshape: (v, y, [x]) => {
    const keeps = y.shape.length > 0 && y.shape[0] === y.inputs[0].shape[0];
    const place = keeps && x.place === 1 ? 1 : 0;
    return apart(v, stacked(v, x, place), y.shape, place);
  },
  permute: (v, y, [x]) => {
    const { permutation } = y.attributes;
    const place = x.place ?? 0;
    if (permutation[0] === 0) {
      return apart(v, permute(v.g, joined(v.g, x.node, 0), permutation), y.shape, place);
    }
    const moved = permutation.map((axis) => (axis >= place ? axis + 1 : axis));
    return { node: permute(v.g, x.node, [place, ...moved]), place: 0 };
  },
  concat: (v, y, parts) => {
    const { axis } = y.attributes;
    const place = commonPlace(parts);
    const all = parts.map((x) => stacked(v, x, place));
    if (axis === 0) return { node: concat(v.g, all, place === 0 ? 1 : 0), place };
    const tall = all.map((x) => joined(v.g, x, 0));
    return apart(v, concat(v.g, tall, axis), y.shape, place);
  },
  ...gatherRules,
  ...contractionRules,
};

/**
 * @param mapped Those of the program's inputs and tangents that differ between vectors.
 * @returns The program with other nodes in their places, of shape [k, …], and all outputs [k, …].
 */
export function vectorize(
  g: Graph,
  program: LinearProgram,
  mapped: readonly Node[],
  k: number,
): LinearProgram;
export function vectorize(g: Graph, program: Program, mapped: readonly Node[], k: number): Program;
export function vectorize(
  g: Graph,
  program: Program | LinearProgram,
  mapped: readonly Node[],
  k: number,
): Program | LinearProgram {
  checkInteger("vectorize", "k", k, 1);
  const v = { g, k };
  const prefix = `k${g.size}:`; // unique: the graph has grown since the last call
  const inputs = new Map(mapped.map((x, i) => [x, g.input(`${prefix}${i}`, [k, ...x.shape])]));
  const values = new Map<Node, Value>();
  for (const [x, node] of inputs) values.set(x, { node, place: 0 });
  const of = (node: Node): Value => values.get(node) ?? given(v, node);

  const tangents = "tangents" in program ? program.tangents : undefined;
  const order = reach(program.outputs, new Set([...program.inputs, ...(tangents ?? [])]));
  const differing = dependents(order, mapped);
  for (const node of order) {
    if (values.has(node) || !differing.has(node)) continue;
    const rule = rules[node.op] as Rule<Op>; // the table is keyed by op
    values.set(node, rule(v, node, node.inputs.map(of)));
  }
  const outputs = program.outputs.map((node) => stacked(v, of(node), 0));
  const whole = { inputs: program.inputs.map((x) => inputs.get(x) ?? x), outputs };
  return tangents ? { ...whole, tangents: tangents.map((x) => inputs.get(x) ?? x) } : whole;
}

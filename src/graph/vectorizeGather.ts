/**
 * Rows by number for k vectors: k tables are one with k·V rows, in which vector j has the numbers from
 * j·V on. Numbers are float32 in the compiled executors, hence the bound on k·V.
 */
import { add } from "./elementwise.js";
import type { Node, NodeOf } from "./node.js";
import { apart, insert, joined, stacked, type Value, type Vectors } from "./stack.js";
import { concat, gather, reshape, scatterAdd, slice } from "./structural.js";
import type { Rule } from "./vectorizeRule.js";

/** Integers up to here are exact in float32. */
const exact = 2 ** 24;

const gatherRule: Rule<"gather"> = (v, y, [table, indices]) => {
  const { g, k } = v;
  const rows = y.inputs[0].shape[0];
  if (table.place === undefined) {
    return { node: gather(g, table.node, indices.node), place: indices.place };
  }
  if (k * rows > exact) return unrolled(v, y, [table, indices]);
  const tables = joined(g, stacked(v, table, 0), 0);
  return { node: gather(g, tables, numbers(v, indices, rows)), place: 0 };
};

const scatterAddRule: Rule<"scatterAdd"> = (v, y, [rows, indices]) => {
  const { g, k } = v;
  const [count, ...rest] = y.shape;
  if (k * count > exact) return unrolled(v, y, [rows, indices]);
  const all = numbers(v, indices, count);
  return apart(v, scatterAdd(g, stacked(v, rows, 0), all, [k * count, ...rest]), y.shape, 0);
};

export const gatherRules = { gather: gatherRule, scatterAdd: scatterAddRule };

/** [k, …indices]: the numbers of vector j, moved on by j·count. */
function numbers(v: Vectors, indices: Value, count: number): Node {
  const { g, k } = v;
  const own = stacked(v, indices, 0);
  const shape = own.shape.map((_, axis) => (axis === 0 ? k : 1));
  const first = Array.from({ length: k }, (_, j) => j * count);
  return add(g, own, g.constant(first, shape));
}

/** The last resort: the operation k times. Only tables too long for their numbers come to it. */
function unrolled(v: Vectors, y: NodeOf<"gather" | "scatterAdd">, inputs: readonly Value[]): Value {
  const { g, k } = v;
  const parts = Array.from({ length: k }, (_, j) => {
    const operands = inputs.map((x, i) =>
      x.place === undefined ? x.node : one(v, x, j, y.inputs[i]),
    );
    const part = g.make(y.op, operands, y.attributes, y.shape) as Node; // a copy
    return reshape(g, part, insert(y.shape, 0, 1));
  });
  return { node: concat(g, parts, 0), place: 0 };
}

/** What x is for vector j. */
function one(v: Vectors, x: Value, j: number, { shape }: Node): Node {
  const all = stacked(v, x, 0);
  const begin = all.shape.map((_, axis) => (axis === 0 ? j : 0));
  return reshape(v.g, slice(v.g, all, begin, insert(shape, 0, 1)), shape);
}

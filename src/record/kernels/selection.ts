/**
 * Which entries are greatest. Their numbers are piecewise constant and have derivative 0; of equal
 * entries the first counts.
 */
import { equal, neg, select } from "../../graph/elementwise.js";
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import { max } from "../../graph/reduction.js";
import { concat, reshape, sum } from "../../graph/structural.js";
import { axis, type KernelRule } from "./rule.js";

/** 0, 1, … along one axis of a tensor. */
function counting(g: Graph, { shape }: Node, along: number): Node {
  return g.constant(
    Array.from({ length: shape[along] }, (_, i) => i),
    shape.map((d, i) => (i === along ? d : 1)),
  );
}

/** The number of the first greatest entry along an axis, which stays with size 1. */
function greatest(g: Graph, x: Node, along: number): Node {
  const attains = equal(g, x, max(g, x, [along]));
  const numbers = select(g, attains, counting(g, x, along), g.scalar(x.shape[along]));
  return neg(g, max(g, neg(g, numbers), [along]));
}

const argument =
  (signed: (g: Graph, x: Node) => Node): KernelRule =>
  (call) => {
    const x = call.node("x");
    const along = axis(call, x.shape.length);
    const shape = x.shape.filter((_, i) => i !== along);
    const number = greatest(call.g, signed(call.g, x), along);
    return { node: reshape(call.g, number, shape), dtype: "int32" };
  };

/** One after the other: each is taken out before the next is looked for. */
const topK: KernelRule = ({ g, node, dtype, attributes }) => {
  const x = node("x");
  const last = x.shape.length - 1;
  const numbers = counting(g, x, last);
  const values: Node[] = [];
  const places: Node[] = [];
  let left = x;
  for (let i = 0; i < Number(attributes["k"]); i++) {
    const place = greatest(g, left, last);
    const here = equal(g, numbers, place);
    values.push(sum(g, select(g, here, x, g.scalar(0)), [last]));
    places.push(place);
    left = select(g, here, g.scalar(-Infinity), left);
  }
  return [
    { node: concat(g, values, last), dtype: dtype("x") },
    { node: concat(g, places, last), dtype: "int32" },
  ];
};

export const selectionRules: Readonly<Record<string, KernelRule>> = {
  ArgMax: argument((_, x) => x),
  ArgMin: argument(neg),
  TopK: topK,
};

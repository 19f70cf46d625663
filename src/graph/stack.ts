/**
 * Values for k vectors at once. Such a node has one axis more than the node it stands for, before its
 * rows or behind them:
 *
 *   before   [k, B, …]    dense layers and filters: k matrices one after the other
 *   behind   [B, k, …]    images: with the channels it folds into k·C channels, or groups of them
 *
 * With the rows either of them folds into k·B rows, which costs nothing. So images need not be
 * transposed, neither for x ⋆ dw (channels) nor for dx ⋆ w (rows).
 */
import type { Graph } from "./graph.js";
import type { Node } from "./node.js";
import { sizeOf, withRank, type Shape } from "./shape.js";
import { expand, permute, reshape } from "./structural.js";

/** Where the vectors lie: 0 before the rows, 1 behind them. */
export type Place = 0 | 1;

/** A value under transformation; one without a place is the same for all vectors. */
export interface Value {
  readonly node: Node;
  readonly place: Place | undefined;
}

/** What all rules are given. */
export interface Vectors {
  readonly g: Graph;
  readonly k: number;
}

/** A list with one entry per axis, with one for the vectors. */
export const insert = (list: readonly number[], place: Place, entry: number): number[] => [
  ...list.slice(0, place),
  entry,
  ...list.slice(place),
];

/** The shape that the value has for one vector. */
export const shapeOf = ({ node, place }: Value): Shape =>
  place === undefined ? node.shape : node.shape.filter((_, axis) => axis !== place);

/** The node with its vectors at `place`; a value without them is repeated. */
export function stacked({ g, k }: Vectors, { node, place: from }: Value, place: Place): Node {
  if (from === place) return node;
  if (from !== undefined) return permute(g, node, [1, 0, ...[...node.shape.keys()].slice(2)]);
  const one = reshape(g, node, insert(node.shape, place, 1));
  return expand(g, one, insert(node.shape, place, k));
}

/** The node ready to broadcast with others of `rank` (vectors not counted) that have theirs at `place`. */
export function aligned(v: Vectors, x: Value, place: Place, rank: number): Node {
  const shape = shapeOf(x);
  if (x.place === undefined) {
    // Broadcasting itself fills axes in front.
    if (shape.length + place <= rank) return x.node;
    return reshape(v.g, x.node, insert(shape, place, 1));
  }
  if (shape.length === rank) return stacked(v, x, place);
  return reshape(v.g, stacked(v, x, 0), insert(withRank(shape, rank), place, v.k));
}

/** An axis and the next one as one. */
export function joined(g: Graph, x: Node, axis: number): Node {
  const [a, b] = x.shape.slice(axis);
  return reshape(g, x, [...x.shape.slice(0, axis), a * b, ...x.shape.slice(axis + 2)]);
}

/** The other way: numbers of a value of `shape` that lie as they would with vectors at `place`. */
export function apart({ g, k }: Vectors, x: Node, shape: Shape, place: Place): Value {
  return { node: reshape(g, x, insert(shape, place, k)), place };
}

/** Of several values, the place of the largest one: what is moved is small. */
export function commonPlace(values: readonly Value[]): Place {
  let [place, size]: [Place, number] = [0, 0];
  for (const value of values) {
    if (value.place === undefined || sizeOf(value.node.shape) <= size) continue;
    [place, size] = [value.place, sizeOf(value.node.shape)];
  }
  return place;
}

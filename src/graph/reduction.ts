/**
 * Reductions that are not sums. The reduced axes stay with size 1.
 *
 *   max: the derivative is shared equally by the entries that attain it.
 *   logSumExp: the derivative is the softmax, exp(x − logSumExp(x)); no maximum appears in it.
 */
import { div, equal, mul, sub, unary } from "./elementwise.js";
import type { Graph } from "./graph.js";
import type { Node } from "./node.js";
import { reducedShape } from "./shape.js";
import { expand, sum } from "./structural.js";

export function max(g: Graph, x: Node, axes: readonly number[]): Node {
  const sorted = axesOf(x, axes);
  if (sorted.length === 0) return x;
  return g.make("max", [x], { axes: sorted }, reducedShape(x.shape, sorted));
}

export function logSumExp(g: Graph, x: Node, axes: readonly number[]): Node {
  const sorted = axesOf(x, axes);
  if (sorted.length === 0) return x;
  return g.make("logSumExp", [x], { axes: sorted }, reducedShape(x.shape, sorted));
}

/** exp(x − logSumExp(x)). */
export function softmax(g: Graph, x: Node, axes: readonly number[]): Node {
  return unary(g, "exp", sub(g, x, logSumExp(g, x, axes)));
}

/** Which entries attain the maximum, as shares with sum 1 along the reduced axes. */
export function maxShares(g: Graph, x: Node, maximum: Node, axes: readonly number[]): Node {
  const mask = equal(g, x, expand(g, maximum, x.shape));
  return div(g, mask, sum(g, mask, axes));
}

export function maxJvp(g: Graph, x: Node, maximum: Node, axes: readonly number[], dx: Node): Node {
  return sum(g, mul(g, maxShares(g, x, maximum, axes), dx), axes);
}

/** An axis of size 1 is already reduced. */
function axesOf(x: Node, axes: readonly number[]): number[] {
  return [...new Set(axes)].sort((a, b) => a - b).filter((axis) => x.shape[axis] !== 1);
}

/**
 * Nodes with one of their inputs exchanged. What was differentiated in a variable of its own is brought
 * to the value that the variable stands for: constructors simplify through a value, so a derivative
 * in an inner node would miss the paths that go past it.
 */
import { dependents, reach, type Graph } from "./graph.js";
import type { Node } from "./node.js";
import { printShape, sameShape } from "./shape.js";

/** @returns The nodes with `value` in the place of `variable`; nothing is simplified. */
export function substitute(g: Graph, nodes: readonly Node[], variable: Node, value: Node): Node[] {
  if (!sameShape(variable.shape, value.shape)) {
    const shapes = `${printShape(value.shape)} for ${printShape(variable.shape)}`;
    throw new RangeError(`substitute: shapes must be the same, got ${shapes}`);
  }
  const order = reach(nodes);
  const made = new Map<Node, Node>([[variable, value]]);
  const of = (node: Node): Node => made.get(node) ?? node;
  if (!order.includes(variable)) return [...nodes];
  const changed = dependents(order, [variable]);
  for (const node of order) {
    if (node === variable || !changed.has(node)) continue;
    const inputs = node.inputs.map(of);
    made.set(node, g.make(node.op, inputs, node.attributes, node.shape) as Node); // a copy
  }
  return nodes.map(of);
}

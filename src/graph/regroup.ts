/**
 * Products in linear programs, regrouped: factors that do not depend on the tangents are multiplied with each
 * other first,
 *
 *   p · (q · (r · dx)) = (p · q · r) · dx,
 *
 * so that a product with one vector costs one multiplication instead of three, and one residual is
 * kept instead of three. Signs stand outside of products already (elementwise.ts).
 */
import { mul } from "./elementwise.js";
import { dependents, Graph, reach } from "./graph.js";
import type { LinearProgram, Node, NodeOf } from "./node.js";
import { broadcast, sizeOf } from "./shape.js";

/** The same program in a graph of its own. */
export function regroup({ inputs, tangents, outputs }: LinearProgram): LinearProgram {
  const given = new Set<Node>([...inputs, ...tangents]);
  const order = reach([...outputs, ...given], given);
  const moving = dependents(order, tangents);
  const g = new Graph();
  const made = new Map<Node, Node>();
  const of = (node: Node): Node => made.get(node) as Node; // in order
  order.forEach((node, i) => {
    if (given.has(node)) made.set(node, g.input(`given ${i}`, node.shape));
    else if (moving.has(node) && node.op === "mul") made.set(node, product(g, node, moving, of));
    else {
      const operands = node.inputs.map(of);
      made.set(node, g.make(node.op, operands, node.attributes, node.shape) as Node); // a copy
    }
  });
  return {
    inputs: inputs.map(of),
    tangents: tangents.map((t) => of(t) as NodeOf<"input">),
    outputs: outputs.map(of),
  };
}

/** The fixed factors of a product as one, times what is left; the smallest factors meet first. */
function product(g: Graph, node: Node, moving: ReadonlySet<Node>, of: (node: Node) => Node): Node {
  const factors: Node[] = [];
  let rest = node;
  while (rest.op === "mul") {
    const [a, b] = rest.inputs;
    const [fixed, linear] = moving.has(a) ? [b, a] : [a, b];
    if (!joins(fixed, factors)) break;
    factors.push(fixed);
    rest = linear;
  }
  const sorted = factors.map(of).sort((a, b) => sizeOf(a.shape) - sizeOf(b.shape) || a.id - b.id);
  return mul(g, sorted.reduce((p, q) => mul(g, p, q)), of(rest)); // prettier-ignore
}

/** Whether the product of the factors is no larger than the largest of them. */
function joins(factor: Node, factors: readonly Node[]): boolean {
  const shapes = [...factors, factor].map(({ shape }) => shape);
  const together = shapes.reduce((a, b) => broadcast("regroup", a, b), []);
  return sizeOf(together) <= Math.max(...shapes.map(sizeOf));
}

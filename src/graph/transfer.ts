/**
 * Programs as plain data that can be sent to another thread: nodes in order of evaluation, inputs
 * by their place in the list.
 */
import { Graph, reach } from "./graph.js";
import type { Attributes, LinearProgram, Node, NodeOf, Op, Program } from "./node.js";
import type { Shape } from "./shape.js";

interface FlatNode {
  readonly op: Op;
  readonly inputs: readonly number[];
  readonly attributes: Attributes[Op];
  readonly shape: Shape;
}

export interface FlatProgram {
  readonly nodes: readonly FlatNode[];
  readonly inputs: readonly number[];
  readonly tangents: readonly number[];
  readonly outputs: readonly number[];
}

export function flatten(program: Program | LinearProgram): FlatProgram {
  const tangents = "tangents" in program ? program.tangents : [];
  const given = new Set<Node>([...program.inputs, ...tangents]);
  const order = reach([...program.outputs, ...given], given);
  const place = new Map(order.map((node, i) => [node, i]));
  const places = (nodes: readonly Node[]): number[] => nodes.map((n) => place.get(n) as number); // all are in order
  return {
    // What lies behind a given node is not computed, so the node may as well be an input.
    nodes: order.map((node, i) =>
      given.has(node)
        ? { op: "input", inputs: [], attributes: { name: `given ${i}` }, shape: node.shape }
        : { ...bare(node), inputs: places(node.inputs) },
    ),
    inputs: places(program.inputs),
    tangents: places(tangents),
    outputs: places(program.outputs),
  };
}

/** The program again, in a graph of its own. */
export function inflate(flat: FlatProgram): LinearProgram {
  const g = new Graph();
  const nodes: Node[] = [];
  for (const { op, inputs, attributes, shape } of flat.nodes) {
    const operands = inputs.map((i) => nodes[i]);
    nodes.push(g.make(op, operands, attributes, shape) as Node); // attributes belong to op
  }
  return {
    inputs: flat.inputs.map((i) => nodes[i]),
    tangents: flat.tangents.map((i) => nodes[i] as NodeOf<"input">), // flattened as inputs
    outputs: flat.outputs.map((i) => nodes[i]),
  };
}

const bare = ({ op, attributes, shape }: Node): Omit<FlatNode, "inputs"> => ({
  op,
  attributes,
  shape,
});

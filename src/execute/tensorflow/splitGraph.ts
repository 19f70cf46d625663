/**
 * An emitted linear program in two graphs: *linearize* makes residuals, *apply* takes them. The cut
 * is made between nodes of TensorFlow, so that padded, transposed and reshaped values of the primal
 * side are made once per point.
 */
import type { EmittedGraph } from "./emit.js";
import type { NodeMessage } from "./schema.js";
import { placeholder, type GraphTensor } from "./writer.js";

export interface SplitGraph {
  readonly linearize: readonly NodeMessage[];
  readonly apply: readonly NodeMessage[];
  /** What linearize makes and apply needs. */
  readonly residuals: readonly GraphTensor[];
  /** Inputs that apply needs itself. */
  readonly again: readonly GraphTensor[];
}

/** What costs less to repeat than to keep. */
const repeated = new Set(["Const", "Reshape", "BroadcastTo"]);

/** @param tangents Names of the inputs that differ from call to call. */
export function splitGraph(graph: EmittedGraph, tangents: ReadonlySet<string>): SplitGraph {
  const makers = new Map(graph.nodes.map((node) => [node.name, node]));
  const moving = new Set(tangents);
  for (const { name, input } of graph.nodes) {
    if (input.some((operand) => moving.has(operand))) moving.add(name);
  }
  const [residuals, again] = [new Map<string, GraphTensor>(), new Map<string, GraphTensor>()];
  const kept = (node: NodeMessage): boolean => {
    const tensor = graph.tensors.get(node.name);
    if (!tensor || moving.has(node.name) || repeated.has(node.op)) return false;
    (node.op === "Placeholder" ? again : residuals).set(node.name, tensor);
    return true;
  };
  const apply = behind(graph.outputs, makers, kept);
  const linearize = behind([...residuals.keys()], makers, () => false);
  return {
    linearize: graph.nodes.filter((node) => linearize.has(node)),
    apply: [
      ...[...residuals.values(), ...again.values()].map(placeholder),
      ...graph.nodes.filter((node) => apply.has(node)),
    ],
    residuals: [...residuals.values()],
    again: [...again.values()],
  };
}

/** The nodes that the named ones depend on, not further than where `given` says so. */
function behind(
  names: readonly string[],
  makers: ReadonlyMap<string, NodeMessage>,
  given: (node: NodeMessage) => boolean,
): Set<NodeMessage> {
  const found = new Set<NodeMessage>();
  const stack = [...names];
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    const node = makers.get(name);
    if (!node || found.has(node) || given(node)) continue;
    found.add(node);
    stack.push(...node.input);
  }
  return found;
}

/**
 * An emitted linear program in two parts. The cut is made between ONNX nodes, not graph nodes, so
 * that padded images, im2col tables and permuted filters of the primal side are made once, in
 * *linearize*, and not once per vector.
 */
import type { EmittedGraph } from "./emit.js";
import type { OnnxNode, OnnxTensor } from "./schema.js";

export interface SplitGraph {
  readonly linearize: readonly OnnxNode[];
  readonly apply: readonly OnnxNode[];
  /** Names of values that linearize makes and apply needs. */
  readonly residuals: readonly string[];
  /** Names of graph inputs that apply needs itself. */
  readonly again: readonly string[];
}

/** Views cost nothing to repeat; what is not float32 cannot be handed over. */
const repeated = new Set([
  ...["Reshape", "Squeeze", "Slice", "Expand"],
  ...["Greater", "Equal", "Less", "BitwiseAnd"],
]);

/** Copies in another arrangement: repeated only where few products follow. */
const copies = new Set(["Concat", "Pad", "Resize", "Transpose", "ReorderInput", "ReorderOutput"]);

const isRepeated = (node: OnnxNode, lean: boolean): boolean =>
  repeated.has(node.opType) ||
  (lean && copies.has(node.opType)) ||
  (node.opType === "Cast" && node.attribute.some(({ name, i }) => name === "to" && i !== 1));

/**
 * @param tangents Names of the inputs that differ from call to call.
 * @param lean Whether residuals shall be small rather than ready for use.
 */
export function splitGraph(
  graph: EmittedGraph,
  tangents: ReadonlySet<string>,
  lean = false,
): SplitGraph {
  const makers = new Map(graph.nodes.map((node) => [node.output[0], node]));
  const moving = new Set(tangents);
  for (const { input, output } of graph.nodes) {
    if (input.some((name) => moving.has(name))) moving.add(output[0]);
  }
  const apply = new Set(graph.nodes.filter(({ output }) => moving.has(output[0])));
  const residuals = new Set<string>();
  const again = new Set<string>();
  const constants = new Set(graph.initializers.map(({ name }) => name));
  const want = (name: string): void => {
    if (name === "" || moving.has(name) || constants.has(name)) return;
    const maker = makers.get(name);
    if (!maker) again.add(name);
    else if (!isRepeated(maker, lean)) residuals.add(name);
    else if (!apply.has(maker)) {
      apply.add(maker);
      maker.input.forEach(want);
    }
  };
  for (const node of [...apply]) node.input.forEach(want);
  for (const { name } of graph.outputs) {
    const maker = makers.get(name);
    if (maker && !apply.has(maker)) {
      apply.add(maker); // an output that no tangent reaches: its copy belongs here
      maker.input.forEach(want);
    }
  }
  const linearize = behind([...residuals], makers);
  return {
    linearize: graph.nodes.filter((node) => linearize.has(node)),
    apply: graph.nodes.filter((node) => apply.has(node)),
    residuals: [...residuals],
    again: [...again],
  };
}

/** All nodes that the named values depend on. */
function behind(names: readonly string[], makers: ReadonlyMap<string, OnnxNode>): Set<OnnxNode> {
  const found = new Set<OnnxNode>();
  const stack = [...names];
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    const maker = makers.get(name);
    if (!maker || found.has(maker)) continue;
    found.add(maker);
    stack.push(...maker.input);
  }
  return found;
}

/** The constants that some of the nodes use. */
export function usedBy(
  nodes: readonly OnnxNode[],
  initializers: readonly OnnxTensor[],
): OnnxTensor[] {
  const names = new Set(nodes.flatMap(({ input }) => input));
  return initializers.filter(({ name }) => names.has(name));
}

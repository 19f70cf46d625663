/**
 * Programs as TensorFlow graphs.
 */
import { reach } from "../../graph/graph.js";
import type { Program } from "../../graph/node.js";
import { identity } from "../channelsLast/arranged.js";
import { lower, rowMajor } from "../channelsLast/lower.js";
import { graphKernels } from "./graphKernels.js";
import type { NodeMessage } from "./schema.js";
import { float, graphWriter, type GraphTensor } from "./writer.js";

export interface EmittedGraph {
  readonly nodes: readonly NodeMessage[];
  /** The program's inputs; undefined for one that no output depends on. */
  readonly inputs: readonly (GraphTensor | undefined)[];
  /** Names of nodes, one per output; the same one may appear twice. */
  readonly outputs: readonly string[];
  /** Every float32 tensor of the graph, by name. */
  readonly tensors: ReadonlyMap<string, GraphTensor>;
}

export function emit(program: Program): EmittedGraph {
  const needed = new Set(reach(program.outputs, new Set(program.inputs)));
  const inputs = program.inputs.map((node, i) =>
    needed.has(node) ? { name: `in${i}`, shape: node.shape } : undefined,
  );
  const w = graphWriter(inputs.flatMap((input) => input ?? []));
  const values = inputs.map((value) => value && { value, order: identity(value.shape.length) });
  // Copies: TensorFlow refuses to give back what it is given.
  const outputs = rowMajor(lower(program, graphKernels(w), values)).map(({ name }) =>
    w.node("Identity", [name], float),
  );
  return { nodes: w.nodes, inputs, outputs, tensors: w.tensors };
}

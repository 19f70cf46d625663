/**
 * A loss as nodes of a graph, checked.
 */
import type { Graph } from "../graph/graph.js";
import type { Node, NodeOf } from "../graph/node.js";
import { recordAll } from "../record/recorder.js";
import type { DataLeaf } from "./data.js";
import type { LossProgram } from "./lossProgram.js";

export interface LossNodes {
  readonly loss: Node;
  readonly outputs: Node | undefined;
}

/**
 * Records twice: a deterministic program gives the same node both times, since equal expressions
 * are one node. A random operation or a counter in the loss makes two, and no "Hessian" exists.
 */
export function recordLoss(
  g: Graph,
  parameters: readonly NodeOf<"input">[],
  data: readonly NodeOf<"input">[],
  leaves: readonly DataLeaf[],
  program: LossProgram,
): LossNodes {
  const inputs = [
    ...parameters.map((node) => ({ node, dtype: "float32" as const })),
    ...data.map((node, i) => ({ node, dtype: leaves[i].dtype })),
  ];
  const run = (): Node[] =>
    recordAll(g, inputs, (...tensors) => {
      const { loss, outputs } = program(
        tensors.slice(0, parameters.length),
        tensors.slice(parameters.length),
      );
      return outputs ? [loss, outputs] : [loss];
    });
  const [loss, outputs] = run() as [Node, Node | undefined];
  if (loss.shape.length !== 0) {
    throw new RangeError(`objective: loss must be a scalar, got shape [${loss.shape.join()}]`);
  }
  if (run()[0] !== loss) {
    throw new Error(
      "objective: loss must be deterministic, got two different programs from two calls; " +
        "freeze random operations (dropout masks, noise) by drawing them outside the loss",
    );
  }
  return { loss, outputs };
}

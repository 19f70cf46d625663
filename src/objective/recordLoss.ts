/**
 * A loss as nodes of a graph, checked.
 */
import { reach, type Graph } from "../graph/graph.js";
import type { Node, NodeOf } from "../graph/node.js";
import { printShape } from "../graph/shape.js";
import { differenceError } from "../record/difference.js";
import { recordAll, type RecordedProgram } from "../record/recorder.js";
import { checkRowNumbers } from "./checkRowNumbers.js";
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
  let name = "loss";
  const recorded: RecordedProgram = (...tensors) => {
    const count = parameters.length;
    const { loss, outputs, ...rest } = program(tensors.slice(0, count), tensors.slice(count));
    name = rest.name;
    return outputs ? [loss, outputs] : [loss];
  };
  const run = () => recordAll(g, inputs, recorded) as [Node, Node | undefined];
  const [loss, outputs] = run();
  if (loss.shape.length !== 0) {
    throw new RangeError(
      `objective: ${name} must be a scalar (tf.mean, tf.sum), got shape ${printShape(loss.shape)}`,
    );
  }
  checkRowNumbers([loss], data, leaves);
  if (name === "loss") checkDepends(loss, parameters);
  if (run()[0] !== loss) {
    throw differenceError(
      g,
      inputs,
      recorded,
      `objective: ${name} must be deterministic, got two different programs from two calls; ` +
        `draw random numbers (dropout masks, noise) outside of it`,
    );
  }
  return { loss, outputs };
}

function checkDepends(loss: Node, parameters: readonly Node[]): void {
  const used = reach([loss]);
  if (parameters.some((p) => used.includes(p))) return;
  throw new RangeError("objective: loss must depend on parameters, got one that reads none");
}

/**
 * A loss as nodes of a graph, checked.
 */
import { reach, type Graph } from "../graph/graph.js";
import type { Loss } from "../graph/curvature.js";
import type { Node, NodeOf } from "../graph/node.js";
import { printShape } from "../graph/shape.js";
import { differenceError } from "../record/difference.js";
import { recordAll, standIn, type RecordedProgram } from "../record/recorder.js";
import { checkRowNumbers } from "./checkRowNumbers.js";
import type { DataLeaf } from "./data.js";
import type { LossProgram } from "./lossProgram.js";

export interface LossNodes {
  readonly loss: Node;
  readonly outputs: Node | undefined;
  /** The loss once more, of a variable in the place of the outputs; see `Loss`. */
  readonly ofOutputs: Loss["ofOutputs"] | undefined;
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
    const { loss, outputs, compare, ...rest } = program(
      tensors.slice(0, count),
      tensors.slice(count),
    );
    name = rest.name;
    if (!outputs || !compare) return [loss];
    const variable = standIn(outputs);
    return [loss, outputs, variable, compare(variable)];
  };
  const [loss, outputs, variable, lossOf] = recordAll(g, inputs, recorded);
  checkScalar(name, loss);
  checkRowNumbers([loss], data, leaves);
  if (name === "loss") checkDepends(loss, parameters);
  if (recordAll(g, inputs, recorded)[0] !== loss) {
    throw differenceError(
      g,
      inputs,
      recorded,
      `objective: ${name} must be deterministic, got two different programs from two calls; ` +
        `draw random numbers (dropout masks, noise) outside of it`,
    );
  }
  const ofOutputs = variable && lossOf && { variable, loss: lossOf };
  return { loss, outputs, ofOutputs };
}

function checkScalar(name: string, { shape }: Node): void {
  if (shape.length === 0) return;
  throw new RangeError(
    `objective: ${name} must be a scalar (tf.mean, tf.sum), got shape ${printShape(shape)}`,
  );
}

function checkDepends(loss: Node, parameters: readonly Node[]): void {
  const used = reach([loss]);
  if (parameters.some((p) => used.includes(p))) return;
  throw new RangeError("objective: loss must depend on parameters, got one that reads none");
}

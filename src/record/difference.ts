/**
 * Where two calls of one program begin to differ: random operations, counters, clocks.
 */
import type { Graph } from "../graph/graph.js";
import type { Node } from "../graph/node.js";
import { recordAll, type RecordedInput, type RecordedProgram } from "./recorder.js";

/**
 * Records twice more. Equal expressions are one node, so the first other node tells the place.
 * @returns The error to throw; its message tells the place if the two calls differ again.
 */
export function differenceError(
  g: Graph,
  inputs: readonly RecordedInput[],
  program: RecordedProgram,
  message: string,
): unknown {
  const before: Node[] = [];
  recordAll(g, inputs, program, (node) => before.push(node));
  let count = 0;
  const compare = (node: Node): void => {
    if (node !== before[count++]) throw new Error(message);
  };
  try {
    recordAll(g, inputs, program, compare);
  } catch (error) {
    return error;
  }
  return new Error(message);
}

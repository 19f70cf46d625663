/**
 * Data that number the rows of a table (tokens of an embedding, indices of tf.gather) must lie
 * within it. That is told when the objective is made; of row numbers that a program computes, an
 * executor tells it when it meets one.
 */
import { reach } from "../graph/graph.js";
import type { Node } from "../graph/node.js";
import { printShape } from "../graph/shape.js";
import type { DataLeaf } from "./data.js";

/** @param data The nodes of the leaves, in their order. */
export function checkRowNumbers(
  outputs: readonly Node[],
  data: readonly Node[],
  leaves: readonly DataLeaf[],
): void {
  for (const node of reach(outputs)) {
    if (node.op !== "gather") continue;
    const [table, indices] = node.inputs;
    const leaf = leaves[data.indexOf(unmoved(indices))] as DataLeaf | undefined;
    if (leaf) checkLeaf(leaf, table);
  }
}

/** What a node's numbers come from, where they are only moved. */
function unmoved(node: Node): Node {
  const moves = ["reshape", "permute", "expand", "slice"].includes(node.op);
  return moves ? unmoved(node.inputs[0]) : node;
}

function checkLeaf({ name, values, rowSize }: DataLeaf, { shape }: Node): void {
  const rows = shape[0];
  for (let i = 0; i < values.length; i++) {
    if (Number.isInteger(values[i]) && values[i] >= 0 && values[i] < rows) continue;
    throw new RangeError(
      `objective: data${name && ` ${name}`} must be integers in [0, ${rows - 1}], ` +
        `the rows of a table ${printShape(shape)}, ` +
        `got ${values[i]} in row ${Math.floor(i / rowSize)}`,
    );
  }
}

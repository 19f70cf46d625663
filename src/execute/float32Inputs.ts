/**
 * Inputs of a program, checked and rounded to float32.
 */
import { toSingle } from "../core/vector.js";
import type { Node, Program } from "../graph/node.js";
import { sizeOf } from "../graph/shape.js";
import type { NumericArray } from "./executor.js";

/** Float32 arrays pass without a copy; others are rounded. */
export function float32Inputs(
  program: Program,
  inputs: readonly (NumericArray | undefined)[],
): Float32Array[] {
  return program.inputs.map((node, i) => {
    const { shape } = node;
    const values = inputs[i];
    if (values?.length !== sizeOf(shape)) {
      throw new RangeError(
        `run: input ${nameOf(node)} needs ${sizeOf(shape)} numbers, got ${values?.length}`,
      );
    }
    return values instanceof Float32Array ? values : toSingle(values);
  });
}

const nameOf = (node: Node): string => (node.op === "input" ? node.attributes.name : node.op);

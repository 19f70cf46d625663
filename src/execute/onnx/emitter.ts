/**
 * Writes one operation.
 */
import type { NodeOf, Op } from "../../graph/node.js";
import type { OnnxWriter } from "./writer.js";

/** Given the names of the operation's inputs, returns the name of its output. */
export type Emit<O extends Op> = (
  w: OnnxWriter,
  node: NodeOf<O>,
  inputs: readonly string[],
) => string;

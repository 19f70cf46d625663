/**
 * Writes one operation.
 */
import type { Node, NodeOf, Op } from "../../graph/node.js";
import type { Values } from "./values.js";
import type { OnnxWriter } from "./writer.js";

/** Given the names of the operation's inputs, returns the name of its output. */
export type Emit<O extends Op> = (
  w: OnnxWriter,
  node: NodeOf<O>,
  inputs: readonly string[],
) => string;

/** For rules that choose between forms. */
export interface Emission {
  readonly w: OnnxWriter;
  readonly values: Values;
  /** Channels in a block; undefined where the blocked layout is off. */
  readonly block: number | undefined;
  /** The nodes that depend on the vector of a linear program. */
  readonly moving: ReadonlySet<Node>;
}

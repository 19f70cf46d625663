/**
 * How one operation of the graph becomes kernels.
 */
import type { Node, NodeOf, Op } from "../../graph/node.js";
import type { Arranged, Arranger } from "./arranged.js";
import type { Kernels, Shaped } from "./kernels.js";

export interface Lowering<V extends Shaped> {
  readonly k: Kernels<V>;
  readonly arranger: Arranger<V>;
  /** The value of a node; undefined for one that is not computed (it lies behind a given one). */
  readonly known: (node: Node) => Arranged<V> | undefined;
}

export type Rule<O extends Op> = <V extends Shaped>(
  lowering: Lowering<V>,
  node: NodeOf<O>,
  inputs: readonly Arranged<V>[],
) => Arranged<V>;

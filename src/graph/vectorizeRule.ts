/**
 * The rule of most operations: written once, for two ways in which vectors can lie.
 */
import type { Graph } from "./graph.js";
import type { NodeOf, Op } from "./node.js";
import type { Node } from "./node.js";
import type { Shape } from "./shape.js";
import {
  aligned,
  apart,
  commonPlace,
  insert,
  joined,
  shapeOf,
  stacked,
  type Place,
  type Value,
  type Vectors,
} from "./stack.js";

/** What y is for k vectors; at least one of its inputs differs between them. */
export type Rule<O extends Op> = (v: Vectors, y: NodeOf<O>, inputs: readonly Value[]) => Value;

/** How lists of the operation for one vector read for k. */
export interface Lift {
  readonly g: Graph;
  readonly axes: (axes: readonly number[]) => readonly number[];
  /** One entry per axis; `neutral` does nothing. */
  readonly list: (list: readonly number[], neutral: number) => readonly number[];
  readonly shape: (shape: Shape) => Shape;
}

type Build<O extends Op> = (lift: Lift, y: NodeOf<O>, inputs: readonly Node[]) => Node;

/**
 * @param build Makes the node from lifted operands.
 * @param keepsRows Whether, if there are as many rows as before, row i comes from rows i alone.
 */
export function lifted<O extends Op>(
  build: Build<O>,
  keepsRows: (y: NodeOf<O>) => boolean = () => true,
): Rule<O> {
  return (v, y, inputs) => {
    const rank = y.shape.length;
    const place = commonPlace(inputs);
    if (keepsRows(y) && inputs.every((x) => hasRows(x, y.shape))) {
      const tall = inputs.map((x) =>
        x.place === undefined ? x.node : joined(v.g, stacked(v, x, place), 0),
      );
      return apart(v, build(tallLift(v), y, tall), y.shape, place);
    }
    const operands = inputs.map((x) => aligned(v, x, place, rank));
    return { node: build(axisLift(v, place), y, operands), place };
  };
}

/** Vectors are further rows. */
const tallLift = ({ g, k }: Vectors): Lift => ({
  g,
  axes: (axes) => axes,
  list: (list) => list,
  shape: ([rows, ...rest]) => [k * rows, ...rest],
});

/** Vectors are an axis of their own. */
const axisLift = ({ g, k }: Vectors, place: Place): Lift => ({
  g,
  axes: (axes) => axes.map((axis) => (axis >= place ? axis + 1 : axis)),
  list: (list, neutral) => insert(list, place, neutral),
  shape: (shape) => insert(shape, place, k),
});

/** Whether the operand has all rows of the result or, where it is fixed, none. */
function hasRows(x: Value, result: Shape): boolean {
  const shape = shapeOf(x);
  const full = shape.length === result.length && result.length > 0;
  return x.place === undefined ? !full || shape[0] === 1 : full && shape[0] === result[0];
}

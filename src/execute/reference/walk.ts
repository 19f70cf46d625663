/**
 * Visits all entries of a tensor in row-major order while positions in other arrays move along by
 * given strides. Broadcasting is stride 0; a permutation is its strides in another order.
 */
import { stridesOf, type Shape } from "../../graph/shape.js";

export function walk(
  shape: Shape,
  strides: readonly (readonly number[])[],
  visit: (index: number, positions: readonly number[]) => void,
): void {
  const rank = shape.length;
  const counter = new Array<number>(rank).fill(0);
  const positions = strides.map(() => 0);
  const total = shape.reduce((a, b) => a * b, 1);
  for (let index = 0; index < total; index++) {
    visit(index, positions);
    for (let axis = rank - 1; axis >= 0; axis--) {
      counter[axis]++;
      for (let k = 0; k < strides.length; k++) positions[k] += strides[k][axis];
      if (counter[axis] < shape[axis]) break;
      for (let k = 0; k < strides.length; k++) positions[k] -= strides[k][axis] * shape[axis];
      counter[axis] = 0;
    }
  }
}

/** Strides of an array of shape `from` seen with shape `to`: 0 where it is stretched. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const own = stridesOf(from);
  const lead = to.length - from.length;
  return to.map((_, i) => (i < lead || from[i - lead] === 1 ? 0 : own[i - lead]));
}

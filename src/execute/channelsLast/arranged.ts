/**
 * Values whose axes lie in memory in an order of their own. The graph speaks of N C H W; the kernels
 * want N H W C. So each value carries its order, permuting it is a change of that order and costs
 * nothing, and numbers are moved only where a kernel insists on another order than the one at hand.
 */
import { inversePermutation, sizeOf, withRank, type Shape } from "../../graph/shape.js";
import type { Kernels, Shaped } from "./kernels.js";

export type Order = readonly number[];

/** Axis j in memory is axis order[j] of the graph. */
export interface Arranged<V extends Shaped> {
  readonly value: V;
  readonly order: Order;
}

export const identity = (rank: number): number[] => Array.from({ length: rank }, (_, i) => i);

/** The shape that the graph sees. */
export const logicalShape = ({ value, order }: Arranged<Shaped>): Shape =>
  inversePermutation(order).map((position) => value.shape[position]);

/** A shape of the graph as it lies in memory; likewise for anything that is told per axis. */
export const inMemory = (perAxis: Shape, order: Order): number[] =>
  order.map((axis) => perAxis[axis]);

/** Moves values between orders, each move made once. */
export class Arranger<V extends Shaped> {
  readonly kernels: Kernels<V>;
  readonly #moved = new Map<V, Map<string, V>>();

  constructor(kernels: Kernels<V>) {
    this.kernels = kernels;
  }

  /** The value of x with its axes in `order`. */
  at(x: Arranged<V>, order: Order): V {
    const { value } = x;
    const shape = inMemory(logicalShape(x), order);
    const permutation = order.map((axis) => x.order.indexOf(axis));
    const moving = permutation.filter((position) => value.shape[position] !== 1);
    if (moving.every((position, i) => i === 0 || moving[i - 1] < position)) {
      // Only axes of size 1 move: the numbers stay where they are.
      return shape.every((d, i) => d === value.shape[i])
        ? value
        : this.kernels.reshape(value, shape);
    }
    const known = this.#moved.get(value) ?? new Map<string, V>();
    this.#moved.set(value, known);
    const moved = known.get(permutation.join()) ?? this.kernels.transpose(value, permutation);
    known.set(permutation.join(), moved);
    return moved;
  }

  /** The value of x for a kernel that broadcasts it to tensors in `order`. */
  aligned(x: Arranged<V>, order: Order): V {
    if (sizeOf(x.value.shape) === 1) return x.value;
    return this.at(this.widened(x, order.length), order);
  }

  /** x with axes of size 1 in front. */
  widened(x: Arranged<V>, rank: number): Arranged<V> {
    const lead = rank - x.order.length;
    if (lead === 0) return x;
    return {
      value: this.kernels.reshape(x.value, withRank(x.value.shape, rank)),
      order: [...identity(lead), ...x.order.map((axis) => axis + lead)],
    };
  }
}

/** The order in which operands of one operation meet: that of the largest; of equals, the odd one. */
export function commonOrder(operands: readonly Arranged<Shaped>[], rank: number): Order {
  let best: Arranged<Shaped> | undefined;
  for (const x of operands.filter(({ order }) => order.length === rank)) {
    const [size, other] = [sizeOf(x.value.shape), best ? sizeOf(best.value.shape) : -1];
    const odd = x.order.some((axis, i) => axis !== i);
    if (size > other || (size === other && odd)) best = x;
  }
  return best?.order ?? identity(rank);
}

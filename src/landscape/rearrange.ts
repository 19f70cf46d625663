/** Hidden units in another order, and with other signs: a permutation of parameters and a change of their signs. */
import type { Partition } from "../core/partition.js";
import { layoutOf, type HiddenUnits } from "./hiddenUnits.js";

/** Unit i becomes signs[i] times what unit order[i] was. */
export interface Rearrangement {
  readonly order: Int32Array;
  /** +1 or −1. */
  readonly signs: Float64Array;
}

export function identity(units: number): Rearrangement {
  return {
    order: Int32Array.from({ length: units }, (_, i) => i),
    signs: new Float64Array(units).fill(1),
  };
}

/** First one, then the other. */
export function after(first: Rearrangement, second: Rearrangement): Rearrangement {
  return {
    order: second.order.map((u) => first.order[u]),
    signs: second.signs.map((sign, i) => sign * first.signs[second.order[i]]),
  };
}

/** A new θ; every number is one of the old ones, or its negative. */
export function rearrange(
  partition: Partition,
  group: HiddenUnits,
  theta: Float64Array,
  { order, signs }: Rearrangement,
): Float64Array {
  const result = theta.slice();
  for (const place of group.places) {
    const { parameter, outer, blocks, inner } = layoutOf(partition, group, place);
    for (let block = 0; block < outer * blocks; block++) {
      const start = parameter.offset + block * group.units * inner;
      for (let u = 0; u < group.units; u++) {
        const [to, from] = [start + u * inner, start + order[u] * inner];
        for (let i = 0; i < inner; i++) result[to + i] = signs[u] * theta[from + i];
      }
    }
  }
  return result;
}

/**
 * Directions of independent standard normal entries (Li et al. 2018, arXiv:1712.09913); almost orthogonal to each other
 * where there are many parameters. Normalise them to the parameters: see normalizeDirection.
 */
import { checkInteger } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { random } from "../core/random.js";
import type { Direction } from "./direction.js";

/** Each has a stream of its own, "direction 1" and so on: further ones change none before them. */
export function randomDirections(
  { size }: Partition,
  { seed = 0, count = 2 }: { readonly seed?: number; readonly count?: number } = {},
): Direction[] {
  checkInteger("randomDirections", "count", count, 1);
  return Array.from({ length: count }, (_, i) => {
    const stream = random(seed, `direction ${i + 1}`);
    const vector = Float64Array.from({ length: size }, () => stream.normal());
    return { label: `random direction ${i + 1}`, vector };
  });
}

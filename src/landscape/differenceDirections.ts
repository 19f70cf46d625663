/**
 * Directions from one point to others, such as from a minimum to two more: a step of 1 along them arrives there.
 */
import { checkInteger, checkLength } from "../core/check.js";
import { axpy } from "../core/vector.js";
import { checkDirection, type Direction } from "./direction.js";

/** @param labels One per end. Default `to point 1` and so on. */
export function differenceDirections(
  from: Float64Array,
  to: readonly Float64Array[],
  labels: readonly string[] = to.map((_, i) => `to point ${i + 1}`),
): Direction[] {
  const caller = "differenceDirections";
  checkInteger(caller, "number of points", to.length, 1);
  checkInteger(caller, "number of labels", labels.length, to.length, to.length);
  return to.map((end, i) => {
    checkLength(caller, `point ${i + 1}`, end, from.length);
    const vector = end.slice();
    axpy(-1, from, vector);
    const direction = { label: labels[i], vector };
    checkDirection(caller, `difference to point ${i + 1}`, direction, from.length);
    return direction;
  });
}

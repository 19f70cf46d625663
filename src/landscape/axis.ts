/** The numbers along an axis of a plane or a line. */
import { checkFinite, checkInteger } from "../core/check.js";

/** Evenly spaced numbers, or all of them. */
export type AxisInput =
  { readonly from: number; readonly to: number; readonly points?: number } | Float64Array;

/** As many as the usual landscapes have per side; odd, so that the middle is one of them. */
export const defaultPoints = 41;

/** @returns Ascending numbers, two at least; as planes are drawn as images, they must be evenly spaced. */
export function axisOf(caller: string, name: string, input: AxisInput): Float64Array {
  const axis = input instanceof Float64Array ? input.slice() : even(caller, name, input);
  checkInteger(caller, `number of ${name}`, axis.length, 2);
  checkFinite(caller, name, axis);
  const step = (axis[axis.length - 1] - axis[0]) / (axis.length - 1);
  for (let i = 1; i < axis.length; i++) {
    if (axis[i] > axis[i - 1] && Math.abs(axis[i] - axis[i - 1] - step) <= 1e-6 * step) continue;
    throw new RangeError(
      `${caller}: ${name} must be ascending and evenly spaced, got ${axis[i - 1]}, ${axis[i]}`,
    );
  }
  return axis;
}

function even(
  caller: string,
  name: string,
  { from, to, points = defaultPoints }: Exclude<AxisInput, Float64Array>,
): Float64Array {
  checkInteger(caller, `points of ${name}`, points, 2);
  checkFinite(caller, `ends of ${name}`, [from, to]);
  // Weighted ends: an axis from −a to a has an exact 0 in its middle.
  return Float64Array.from({ length: points }, (_, i) => {
    const share = i / (points - 1);
    return (1 - share) * from + share * to;
  });
}

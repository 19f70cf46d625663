/** A point of a plane or a line: origin + Σᵢ cᵢ vᵢ, a new vector, so that nobody's parameters are touched. */
import { axpy } from "../core/vector.js";
import type { Direction } from "./direction.js";

export interface Axes {
  /** P numbers: where all coordinates are 0. */
  readonly origin: Float64Array;
  readonly directions: readonly Direction[];
}

export function surfacePoint({ origin, directions }: Axes, at: readonly number[]): Float64Array {
  const theta = origin.slice();
  directions.forEach(({ vector }, i) => {
    if (at[i] !== 0) axpy(at[i], vector, theta);
  });
  return theta;
}

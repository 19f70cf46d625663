/**
 * A direction in parameter space: one axis of a plane or a line, with what is known of it.
 */
import { checkFinite, checkFloat64, checkLength, checkPositive } from "../core/check.js";
import { norm } from "../core/vector.js";

export interface Direction {
  /** What figures call it, such as `eigenvector 1`. */
  readonly label: string;
  /** P numbers, of any length but 0: a step of 1 along the axis is this vector. */
  readonly vector: Float64Array;
  /** vᵀHv of an eigenvector v, and how far from an eigenvalue it may be. */
  readonly eigenvalue?: number;
  readonly residual?: number;
  /** Share of a trajectory's squared displacement that lies along it, in [0, 1]. */
  readonly explained?: number;
}

export function checkDirection(
  caller: string,
  name: string,
  { vector }: Direction,
  size: number,
): void {
  checkFloat64(caller, name, vector);
  checkLength(caller, name, vector, size);
  checkFinite(caller, name, vector);
  checkPositive(caller, `norm of ${name}`, norm(vector));
}

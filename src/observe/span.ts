/**
 * How vectors lie towards the span of some directions: overlaps with each of them, and the share of the
 * vector that all of them together explain, ‖Π v‖² / ‖v‖² with Π the projection on their span.
 */
import { plainBasis } from "../core/basis.js";
import { dot, norm, scale } from "../core/vector.js";

export interface Overlaps {
  /** ⟨v, dᵢ⟩ / (‖v‖ ‖dᵢ‖): the cosine with each direction, 0 for one that vanishes. */
  readonly cosines: Float64Array;
  /** In [0, 1]. Not the sum of squared cosines, unless the directions are orthogonal. */
  readonly explained: number;
}

/** A direction whose part outside of the others is smaller than this adds nothing to the span. */
const independent = 1e-8;

export function overlaps(v: Float64Array, directions: readonly Float64Array[]): Overlaps {
  const length = norm(v);
  const cosines = Float64Array.from(directions, (d) => dot(v, d) / (length * norm(d)) || 0);
  const basis = plainBasis(v.length);
  for (const direction of directions) {
    const rest = direction.slice();
    basis.orthogonalize(rest);
    basis.orthogonalize(rest);
    if (norm(rest) > independent * norm(direction)) basis.append(scale(1 / norm(rest), rest));
  }
  let explained = 0;
  for (let i = 0; i < basis.count; i++) explained += (dot(basis.vector(i), v) / length) ** 2;
  return { cosines, explained };
}

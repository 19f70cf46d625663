/**
 * Eigenvectors of any two (or more) eigenvalues as directions: the i-th from the top and the i-th from below, such as
 * the sharpest direction and the one of most negative curvature.
 */
import { checkInteger } from "../core/check.js";
import { eigenpairs, type Eigenpairs, type EigenpairsOptions } from "../lanczos/eigenpairs.js";
import type { SymmetricOperator } from "../operators/operator.js";
import type { Direction } from "./direction.js";

/** The number of an eigenvalue, counted from 1 at either end; a multiple one counts as often as it occurs. */
export type WantedEigenvalue = { readonly largest: number } | { readonly smallest: number };

/**
 * @param operator Such as `hessian(f, theta)`.
 * @param options Those of `eigenpairs`, for each end.
 * @returns Unit vectors in the order of `wanted`, with eigenvalues and residuals. Where a search has not converged, the
 *   residual tells.
 */
export async function eigenDirections(
  operator: SymmetricOperator,
  wanted: readonly WantedEigenvalue[],
  options: Omit<EigenpairsOptions, "count" | "which"> = {},
): Promise<Direction[]> {
  checkInteger("eigenDirections", "number of eigenvalues", wanted.length, 1);
  const places = wanted.map((one) => {
    const place = placeOf(one);
    checkInteger("eigenDirections", place.which, place.number, 1, operator.size);
    return place;
  });
  const found = new Map<End, Eigenpairs>();
  for (const end of ["largest", "smallest"] as const) {
    const numbers = places.flatMap(({ which, number }) => (which === end ? [number] : []));
    if (numbers.length === 0) continue;
    const count = Math.max(...numbers);
    found.set(end, await eigenpairs(operator, { ...options, count, which: end }));
  }
  return places.map(({ which, number }) => {
    const pairs = found.get(which);
    if (!pairs || !(number - 1 in pairs.vectors))
      throw new RangeError(
        `eigenDirections: the search must have found ${which} ${number}, got ${pairs?.vectors.length ?? 0} pairs`,
      );
    return {
      label: `eigenvector ${number}${which === "smallest" ? " from below" : ""}`,
      vector: pairs.vectors[number - 1],
      eigenvalue: pairs.values[number - 1],
      residual: pairs.residuals[number - 1],
    };
  });
}

type End = "largest" | "smallest";

const placeOf = (wanted: WantedEigenvalue): { readonly which: End; readonly number: number } =>
  "largest" in wanted
    ? { which: "largest", number: wanted.largest }
    : { which: "smallest", number: wanted.smallest };

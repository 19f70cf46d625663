/**
 * Ten outliers 100, 90, …, 10 above a bulk of 990 values in [0, 1]. Once an outlier has converged,
 * Lanczos without reorthogonalization finds it again and again: a well-known tool returns ten copies of
 * 100, all called converged. Here each must be there once, in every T of up to 300 steps, to
 *
 *   relativeError · √k   (Weyl: rounding of k products moves a Ritz value no further).
 */
import { ritz } from "../../lanczos/ritz.js";
import { tridiagonalize } from "../../lanczos/tridiagonalize.js";
import { hessian } from "../../operators/hessian.js";
import type { ClosedForm } from "../closedForm.js";
import { sortedError } from "../denseProducts.js";
import { diagonalQuadratic } from "../diagonalQuadratic.js";
import type { Measurement } from "../finding.js";
import { normalVector } from "../normalVector.js";

const outliers = Array.from({ length: 10 }, (_, i) => 100 - 10 * i);
const bulk = Array.from({ length: 990 }, (_, i) => i / 990);

export const ghostTrap: ClosedForm = {
  name: "ghost trap",
  objective: (place) => diagonalQuadratic([[...outliers, ...bulk]], place),
  async measure(f) {
    const start = normalVector(f.size, "ghost trap");
    const { diagonal, offDiagonal } = await tridiagonalize(hessian(f, f.start), start, {
      steps: 300,
    });
    return [60, 150, 300].map((k): Measurement => {
      const t = { diagonal: diagonal.slice(0, k), offDiagonal: offDiagonal.slice(0, k - 1) };
      const found = ritz(t, 0).values.filter((value) => value > 5);
      const error = sortedError(found, outliers);
      const tolerance = f.relativeError * Math.sqrt(k);
      const note = { note: `${found.length} values above the bulk instead of ten` };
      return { what: `${k} steps`, error, tolerance, ...(found.length !== 10 && note) };
    });
  },
};

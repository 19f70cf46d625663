/**
 * A matrix with three different eigenvalues, each ten times: the Krylov space of any vector has dimension
 * three, and Lanczos must stop there with exactly these Ritz values.
 */
import { norm } from "../../core/vector.js";
import { ritz } from "../../lanczos/ritz.js";
import { tridiagonalize } from "../../lanczos/tridiagonalize.js";
import { hessian } from "../../operators/hessian.js";
import type { ClosedForm } from "../closedForm.js";
import { sortedError } from "../denseProducts.js";
import { diagonalQuadratic } from "../diagonalQuadratic.js";
import { normalVector } from "../normalVector.js";

const eigenvalues = [-1, 2, 5];

export const threeEigenvalues: ClosedForm = {
  name: "three eigenvalues",
  objective: (place) =>
    diagonalQuadratic([Array.from({ length: 30 }, (_, i) => eigenvalues[i % 3])], place),
  async measure(f) {
    const start = normalVector(f.size, "three eigenvalues");
    // What rounding leaves of a vanished residual is not yet a direction.
    const tolerance = Math.max(1e-10, 10 * f.relativeError);
    const t = await tridiagonalize(hessian(f, f.start), start, { steps: 10, tolerance });
    const steps = t.diagonal.length;
    const note = `stopped after ${steps} steps: ${t.stopped}`;
    const { values } = ritz(t, norm(t.residual));
    const error = t.stopped === "invariant-subspace" ? sortedError(values, eigenvalues) : Infinity;
    return [{ what: "breakdown", error, tolerance: Math.sqrt(3) * f.relativeError, note }];
  },
};

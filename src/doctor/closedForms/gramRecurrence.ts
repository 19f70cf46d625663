/**
 * Lanczos on diag(0, …, n − 1) from a start vector of equal magnitudes: the Gram polynomials, with
 *
 *   α = (n − 1)/2,    βₖ = (k/2)·√((n² − k²)/(4k² − 1)).
 *
 * Up to about 2√n steps the recurrence is well-conditioned (Gautschi 2004, Orthogonal Polynomials, §1.4), so
 * that rounding of k products moves it by about relativeError·√k·n. Errors are relative to n.
 */
import { tridiagonalize } from "../../lanczos/tridiagonalize.js";
import { hessian } from "../../operators/hessian.js";
import type { ClosedForm } from "../closedForm.js";
import { diagonalQuadratic } from "../diagonalQuadratic.js";

const [n, steps] = [100, 20];

export const gramRecurrence: ClosedForm = {
  name: "Gram recurrence",
  objective: (place) => diagonalQuadratic([Array.from({ length: n }, (_, i) => i)], place),
  async measure(f) {
    const start = Float64Array.from({ length: n }, (_, i) => (i % 3 === 1 ? -1 : 1));
    const t = await tridiagonalize(hessian(f, f.start), start, { steps });
    const tolerance = Math.sqrt(steps) * f.relativeError;
    const greatest = (defects: Float64Array): number =>
      defects.reduce((worst, x) => (worst >= Math.abs(x) ? worst : Math.abs(x)), 0) / n;
    const beta = (k: number): number => (k / 2) * Math.sqrt((n * n - k * k) / (4 * k * k - 1));
    return [
      { what: "α", error: greatest(t.diagonal.map((alpha) => alpha - (n - 1) / 2)), tolerance },
      { what: "β", error: greatest(t.offDiagonal.map((b, i) => b - beta(i + 1))), tolerance },
    ];
  },
};

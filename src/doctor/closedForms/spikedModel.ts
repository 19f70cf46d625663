/**
 * One direction of population variance ℓ among ones (Baik, Ben Arous and Péché 2005,
 * doi:10.1214/009117905000000233). With γ = d/N, and N, d → ∞:
 *
 *   ℓ > 1 + √γ   an outlier at ℓ(1 + γ/(ℓ − 1)), deviation ℓ√(2(1 − γ/(ℓ − 1)²)/N), whose eigenvector has
 *                overlap² (1 − γ/(ℓ − 1)²) / (1 + γ/(ℓ − 1)) with the direction
 *   ℓ < 1 + √γ   no outlier: the largest eigenvalue is at the edge of the bulk
 *
 * Paul (2007), Statistica Sinica 17, 1617. Lanczos starts from the direction, so the overlap² is the
 * quadrature weight of the largest node. Tolerances are four deviations; overlap² 4/√N.
 */
import { norm } from "../../core/vector.js";
import { ritz } from "../../lanczos/ritz.js";
import { tridiagonalize } from "../../lanczos/tridiagonalize.js";
import type { Objective } from "../../objective/objective.js";
import { hessian } from "../../operators/hessian.js";
import type { ClosedForm } from "../closedForm.js";
import { design, direction, gaussianDesign, upperEdge } from "../gaussianDesign.js";

const { samples, ratio } = design;
const [above, beneath] = [3, 1.25]; // of 1 + √γ = 1.5

export const spikedModels: readonly ClosedForm[] = [
  {
    name: `spike ${above} over ${1 + Math.sqrt(ratio)}`,
    objective: (place) => gaussianDesign(above, place),
    async measure(f) {
      const { value, overlap } = await largest(f);
      const excess = above - 1;
      const kept = 1 - ratio / excess ** 2;
      const deviation = above * Math.sqrt((2 * kept) / samples);
      return [
        {
          what: "outlier",
          error: Math.abs(value - above * (1 + ratio / excess)),
          tolerance: 4 * deviation,
        },
        {
          what: "overlap²",
          error: Math.abs(overlap - kept / (1 + ratio / excess)),
          tolerance: 4 / Math.sqrt(samples),
        },
      ];
    },
  },
  {
    name: `spike ${beneath} under ${1 + Math.sqrt(ratio)}`,
    objective: (place) => gaussianDesign(beneath, place),
    async measure(f) {
      const { mean, deviation } = upperEdge();
      const { value } = await largest(f);
      return [{ what: "no outlier", error: Math.abs(value - mean), tolerance: 4 * deviation }];
    },
  },
];

/** The largest eigenvalue and the squared overlap of its eigenvector with the direction. */
async function largest(f: Objective): Promise<{ value: number; overlap: number }> {
  const t = await tridiagonalize(hessian(f, f.start), direction, { steps: 80 });
  const { values, first } = ritz(t, norm(t.residual));
  const last = values.length - 1;
  return { value: values[last], overlap: first[last] ** 2 };
}

/**
 * c·H has the eigenvalues c·λ, and with the same probes the same density in the unit c: nodes and
 * density at c = 1e-13 … 1e13 against those at c = 1. An absolute threshold anywhere would show.
 */
import { hessian } from "../../operators/hessian.js";
import type { SymmetricOperator } from "../../operators/operator.js";
import { spectrum, type Spectrum } from "../../spectrum/spectrum.js";
import type { ClosedForm } from "../closedForm.js";
import { relativeDistance, sortedError } from "../denseProducts.js";
import { diagonalQuadratic } from "../diagonalQuadratic.js";
import type { Measurement } from "../finding.js";
import type { Objective } from "../../objective/objective.js";

const scales = [1, 1e-13, 1e-6, 1e6, 1e13];
const values = Array.from({ length: 40 }, (_, i) => (i < 4 ? 3 + 2 * i : Math.sin(i)));

export const scaleInvariance: ClosedForm = {
  name: "scale invariance",
  /** Row k has the values times scale k. */
  objective: (place) =>
    diagonalQuadratic(
      scales.map((c) => values.map((value) => c * value)),
      place,
    ),
  async measure(f) {
    const runs: Spectrum[] = [];
    for (const k of scales.keys()) {
      runs.push(await spectrum(rowOf(f, k), { steps: 12, probes: 2, seed: 0 }));
    }
    const [unscaled, ...scaled] = runs;
    // The smoothing width is a hundredth of the range: what moves nodes moves a density that much more.
    const tolerance = 100 * f.relativeError;
    return scaled.map((s, i): Measurement => {
      const c = scales[i + 1];
      const error = Math.max(nodeError(s, unscaled, c), densityError(s, unscaled, c));
      return { what: c.toExponential(), error, tolerance };
    });
  },
};

/** The Hessian of one row's summand. */
function rowOf(f: Objective, row: number): SymmetricOperator {
  const matrix = f.linearize(f.start, { rows: [row] });
  return { ...hessian(f, f.start), apply: (v) => matrix.apply(v), samples: 1 };
}

function nodeError(scaled: Spectrum, unscaled: Spectrum, c: number): number {
  const errors = scaled.probes.map(({ nodes }, l) =>
    sortedError(
      nodes.map((node) => node / c),
      unscaled.probes[l].nodes,
    ),
  );
  return Math.max(...errors);
}

function densityError(scaled: Spectrum, unscaled: Spectrum, c: number): number {
  const one = unscaled.density();
  const other = scaled.density({ grid: one.grid.map((x) => c * x) });
  return relativeDistance(
    other.density.map((y) => c * y),
    one.density,
  );
}

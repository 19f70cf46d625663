/**
 * The Marchenko–Pastur law: the eigenvalues of XᵀX/N for Gaussian X (N × d), d/N → γ, fill
 * [(1 − √γ)², (1 + √γ)²] with density √((λ₊ − λ)(λ − λ₋)) / (2πγλ). Compared with Lanczos quadrature:
 *
 *   distribution   max |F̂ − F| ≤ 1/steps (Gauss quadrature is a staircase) + 3/√(2·d·probes) (probes)
 *   largest        within four deviations of the mean, see gaussianDesign.ts
 *
 * These are errors of finite size: at N = 800, d = 200 exact arithmetic has them too.
 * Marchenko and Pastur (1967), doi:10.1070/SM1967v001n04ABEH001994.
 */
import { hessian } from "../../operators/hessian.js";
import { spectrum } from "../../spectrum/spectrum.js";
import type { ProbeQuadrature } from "../../spectrum/quadrature.js";
import type { ClosedForm } from "../closedForm.js";
import { design, gaussianDesign, upperEdge } from "../gaussianDesign.js";

const [steps, probes] = [40, 10];
const { dimension, ratio } = design;

export const marchenkoPastur: ClosedForm = {
  name: "Marchenko–Pastur law",
  objective: (place) => gaussianDesign(1, place),
  async measure(f) {
    const s = await spectrum(hessian(f, f.start), { steps, probes, seed: 0 });
    const largest = Math.max(...s.probes.map(({ nodes }) => nodes[nodes.length - 1]));
    const { mean, deviation } = upperEdge();
    return [
      {
        what: "distribution",
        error: Math.max(...law().map(([x, F]) => Math.abs(below(s.probes, x) - F))),
        tolerance: 1 / steps + 3 / Math.sqrt(2 * dimension * probes),
      },
      { what: "largest eigenvalue", error: Math.abs(largest - mean), tolerance: 4 * deviation },
    ];
  },
};

/** Points x with F(x): the integral over φ where x = center − radius·cos φ. */
export function law(count = 2000): [number, number][] {
  const [center, radius] = [1 + ratio, 2 * Math.sqrt(ratio)];
  const h = Math.PI / count;
  let F = 0;
  return Array.from({ length: count }, (_, i) => {
    const phi = (i + 0.5) * h; // the midpoint rule: spectrally exact for what is periodic in φ
    const density = (radius * Math.sin(phi)) ** 2 / (2 * Math.PI * ratio * (center - radius * Math.cos(phi))); // prettier-ignore
    F += density * h;
    return [center - radius * Math.cos(phi + h / 2), F];
  });
}

/** F̂(x): mean weight of nodes ≤ x. */
function below(quadratures: readonly ProbeQuadrature[], x: number): number {
  let sum = 0;
  for (const { nodes, weights } of quadratures) {
    nodes.forEach((node, j) => (sum += node <= x ? weights[j] : 0));
  }
  return sum / quadratures.length;
}

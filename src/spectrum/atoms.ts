/**
 * Isolated eigenvalues, drawn as they are instead of as bumps that only show the smoothing width.
 *
 * An eigenvalue is an atom when all probes have found it to a tenth of the width and no uncertain
 * node of any probe lies within four widths. Its mass is the mean of its quadrature weights: an
 * unbiased estimate of multiplicity / P.
 */
import { agreed, type Agreed } from "./agreement.js";
import { bars, mean } from "./bars.js";
import { varianceBound } from "./estimate.js";
import type { ProbeQuadrature } from "./quadrature.js";

export interface Atom extends Agreed {
  /** Estimated share of all eigenvalues; 1/P for a simple one. */
  readonly mass: number;
  /** Of the mass, over probes; infinite for one probe of a matrix of unknown size. */
  readonly standardError: number;
}

/**
 * Rounding brings up further copies of a multiple eigenvalue. Until they have converged they lie
 * anywhere near it, with weights such as 1e-30, and say nothing against it.
 */
const massless = 1e-10;

/** @returns Atoms in ascending order. */
export function findAtoms(
  probes: readonly ProbeQuadrature[],
  width: number,
  size?: number,
): Atom[] {
  const sharpness = width / 10;
  const uncertain = probes.flatMap(({ nodes, weights, residuals }) =>
    [...nodes].filter((_, j) => !(residuals[j] <= sharpness) && weights[j] > massless),
  );
  return agreed(probes, sharpness)
    .filter(({ value }) => uncertain.every((node) => Math.abs(node - value) >= 4 * width))
    .map((eigenvalue) => withMass(eigenvalue, probes, size));
}

/** The probes with the weights of the atoms set to 0. */
export function withoutAtoms(
  probes: readonly ProbeQuadrature[],
  atoms: readonly Atom[],
): ProbeQuadrature[] {
  return probes.map((probe, l) => {
    const weights = probe.weights.slice();
    for (const j of atoms.flatMap(({ nodes }) => nodes[l])) weights[j] = 0;
    return { ...probe, weights };
  });
}

function withMass(eigenvalue: Agreed, probes: readonly ProbeQuadrature[], size?: number): Atom {
  const weights = eigenvalue.nodes.map((of, l) =>
    Float64Array.of(of.reduce((sum, j) => sum + probes[l].weights[j], 0)),
  );
  const mass = mean(weights)[0];
  const bound = size && Float64Array.of(varianceBound(mass * (1 - mass), size));
  const { parts } = bars({ values: weights, ...(bound && { bound }) });
  return { ...eigenvalue, mass, standardError: parts.probes[0] };
}

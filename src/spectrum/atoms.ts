/**
 * Isolated eigenvalues, drawn as they are instead of as bumps that only show the smoothing width.
 *
 * An eigenvalue is an atom when all probes have found it to a tenth of the width and no uncertain
 * node of any probe lies within four widths. Its mass is the mean of its quadrature weights: an
 * unbiased estimate of multiplicity / P.
 */
import { agreed, type Agreed } from "./agreement.js";
import type { ProbeQuadrature } from "./quadrature.js";

export interface Atom extends Agreed {
  /** Estimated share of all eigenvalues; 1/P for a simple one. */
  readonly mass: number;
  /** Of the mass, over probes; infinite for one probe. */
  readonly standardError: number;
}

/** @returns Atoms in ascending order. */
export function findAtoms(probes: readonly ProbeQuadrature[], width: number): Atom[] {
  const sharp = (_: number, residual: number): boolean => residual <= width / 10;
  const uncertain = probes.flatMap(({ nodes, residuals }) =>
    [...nodes].filter((node, j) => !sharp(node, residuals[j])),
  );
  return agreed(probes, sharp)
    .filter(({ value }) => uncertain.every((node) => Math.abs(node - value) >= 4 * width))
    .map((eigenvalue) => withMass(eigenvalue, probes));
}

function withMass(eigenvalue: Agreed, probes: readonly ProbeQuadrature[]): Atom {
  const weights = eigenvalue.nodes.map((j, l) => probes[l].weights[j]);
  const count = weights.length;
  const mass = weights.reduce((a, b) => a + b, 0) / count;
  const squares = weights.reduce((a, w) => a + (w - mass) ** 2, 0);
  const standardError = count < 2 ? Infinity : Math.sqrt(squares / (count - 1) / count);
  return { ...eigenvalue, mass, standardError };
}

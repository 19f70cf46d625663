/**
 * Eigenvalues that all probes have found. A single Lanczos run knows each Ritz value to its residual
 * bound; independent probes that agree within their bounds confirm it.
 */
import type { ProbeQuadrature } from "./quadrature.js";

export interface Agreed {
  /** The eigenvalue, from the probe that knows it best. */
  readonly value: number;
  /** An eigenvalue of the operator lies within this distance of `value`. */
  readonly residual: number;
  /** The node's index in each probe. */
  readonly nodes: readonly number[];
}

/**
 * @param sharp Whether a node counts as known, given its value and residual bound.
 * @returns In ascending order.
 */
export function agreed(
  probes: readonly ProbeQuadrature[],
  sharp: (node: number, residual: number) => boolean,
): Agreed[] {
  const [first] = probes;
  return [...first.nodes.keys()].flatMap((j) => {
    if (!sharp(first.nodes[j], first.residuals[j])) return [];
    const nodes = probes.map((probe) => nearest(probe.nodes, first.nodes[j]));
    const together = nodes.every((i, l) => {
      const bound = probes[l].residuals[i] + first.residuals[j];
      const distance = Math.abs(probes[l].nodes[i] - first.nodes[j]);
      return distance <= bound && sharp(probes[l].nodes[i], probes[l].residuals[i]);
    });
    return together ? [best(probes, nodes)] : [];
  });
}

function nearest(nodes: Float64Array, value: number): number {
  let closest = 0;
  nodes.forEach((node, i) => {
    if (Math.abs(node - value) < Math.abs(nodes[closest] - value)) closest = i;
  });
  return closest;
}

function best(probes: readonly ProbeQuadrature[], nodes: readonly number[]): Agreed {
  const residuals = nodes.map((j, l) => probes[l].residuals[j]);
  const residual = Math.min(...residuals);
  const l = residuals.indexOf(residual);
  return { value: probes[l].nodes[nodes[l]], residual, nodes };
}

/**
 * Which eigenvalues are called zero. Products are those of A + E with ‖E‖ ≤ ε √k ‖A‖, so the sign
 * of anything smaller is the sign of rounding. Ten times that, so that a found eigenvalue of zero
 * is certainly inside.
 */
import type { ProbeQuadrature } from "./quadrature.js";

export function zeroLevel(probes: readonly ProbeQuadrature[]): number {
  return 10 * Math.max(...probes.map(roundingOf));
}

/** What the rounding of products can move, by default of products in float64. */
export function roundingOf({ nodes, rounding }: ProbeQuadrature): number {
  const greatest = Math.max(-nodes[0], nodes[nodes.length - 1]);
  return rounding ?? 1e-13 * Math.sqrt(nodes.length) * greatest;
}

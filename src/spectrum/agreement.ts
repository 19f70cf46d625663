/**
 * Eigenvalues that all probes have found. A single Lanczos run knows each Ritz value to its residual
 * bound; independent probes that agree within their bounds confirm it. Nodes whose bounds overlap,
 * of one probe or of several, are one eigenvalue as far as is known: a multiple one can be found
 * more than once after many steps.
 */
import type { ProbeQuadrature } from "./quadrature.js";

export interface Agreed {
  /** The eigenvalue, from the node that knows it best. */
  readonly value: number;
  /** An eigenvalue of the operator lies within this distance of `value`. */
  readonly residual: number;
  /** The indices of its nodes in each probe, at least one. */
  readonly nodes: readonly (readonly number[])[];
}

interface Found {
  readonly probe: number;
  readonly index: number;
  readonly value: number;
  readonly residual: number;
}

/**
 * @param sharpness Greatest residual bound with which a node counts as known. Nodes that are
 *   together over more than ten times that are a cluster and no eigenvalue.
 * @returns In ascending order.
 */
export function agreed(probes: readonly ProbeQuadrature[], sharpness: number): Agreed[] {
  const found = probes.flatMap(({ nodes, residuals }, probe) =>
    Array.from(nodes, (value, index) => ({ probe, index, value, residual: residuals[index] })),
  );
  const known = found.filter(({ residual }) => residual <= sharpness);
  return together(known).flatMap((group) => {
    const nodes = probes.map((_, l) =>
      group.filter(({ probe }) => probe === l).map(({ index }) => index),
    );
    const extent = Math.max(...group.map((f) => f.value)) - Math.min(...group.map((f) => f.value));
    if (nodes.some((of) => of.length === 0) || extent > 10 * sharpness) return [];
    const best = group.reduce((a, b) => (b.residual < a.residual ? b : a));
    return [{ value: best.value, residual: best.residual, nodes }];
  });
}

/** Groups whose intervals value ± residual overlap. */
function together(found: readonly Found[]): Found[][] {
  const groups: Found[][] = [];
  let end = -Infinity;
  for (const f of found.toSorted((a, b) => a.value - a.residual - (b.value - b.residual))) {
    if (f.value - f.residual <= end) groups[groups.length - 1].push(f);
    else groups.push([f]);
    end = Math.max(end, f.value + f.residual);
  }
  return groups;
}

/**
 * Where the mass of a quadrature may lie: a node that has converged is an eigenvalue, one that has
 * not stands for all between it and its neighbours. So each weight is laid half to the left and
 * half to the right of its node, over the residual bound or half the gap, whichever is less.
 */
import type { ProbeQuadrature } from "./quadrature.js";

export interface Ramp {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

export function ramps({ nodes, weights, residuals }: ProbeQuadrature): Ramp[] {
  return Array.from(nodes, (node, j): Ramp[] => {
    const left = nodes[j] - (nodes[j - 1] ?? -Infinity);
    const right = (nodes[j + 1] ?? Infinity) - nodes[j];
    const inner = Math.min(left, right); // the outermost nodes have one gap
    const [a, b] = [left, right].map((gap) =>
      Math.min(residuals[j], (gap === Infinity ? inner : gap) / 2),
    );
    const weight = weights[j] / 2;
    return [
      { from: node - a, to: node, weight },
      { from: node, to: node + b, weight },
    ];
  }).flat();
}

/** Most points that a ramp becomes: finer than any screen. */
const most = 256;

/** The ramps as nodes, no further apart than a width, at which a sum of Gaussians is flat to 1e-8. */
export function spread(
  probe: ProbeQuadrature,
  width: number,
): Pick<ProbeQuadrature, "nodes" | "weights"> {
  const points = ramps(probe).flatMap(({ from, to, weight }) => {
    if (weight === 0) return [];
    const widths = (to - from) / width;
    const count = widths < 1 / 16 ? 1 : Math.min(most, 1 + Math.ceil(widths));
    const at = (i: number): number => from + ((to - from) * (i + 0.5)) / count;
    return Array.from({ length: count }, (_, i) => ({ node: at(i), weight: weight / count }));
  });
  return {
    nodes: Float64Array.from(points, ({ node }) => node),
    weights: Float64Array.from(points, ({ weight }) => weight),
  };
}

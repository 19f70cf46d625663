/**
 * A density that needs no kernel: the state of the widget as the input of the figure, smoothed
 * here for any width. Isolated eigenvalues are drawn as stems, so their nodes leave the bulk.
 */
import type { DensityInput } from "../../src/figures/densityInput.js";
import { smooth } from "../../src/spectrum/smooth.js";
import type { AtomState, DensityState, ProbeState } from "../contract.js";
import { densityGrid } from "./densityGrid.js";

export type DensityContent = Pick<
  DensityState,
  "probes" | "atoms" | "size" | "label" | "samples" | "defaultWidth"
>;

export function densityInBrowser(content: DensityContent): DensityInput {
  const { probes, atoms, size, label, samples, defaultWidth } = content;
  const bulk = probes.map((probe) => withoutAtoms(probe, atoms));
  const range = nodeRange(content);
  return {
    probes,
    size,
    label: label ?? undefined,
    samples: samples ?? undefined,
    density({ width = defaultWidth, grid } = {}) {
      const nodes = bulk.flatMap((probe) => [...probe.nodes]);
      const points = grid ?? densityGrid(nodes, width, range);
      return { ...smooth(bulk, { width, grid: points }), width, atoms };
    },
  };
}

/** The interval that the figure shows; it does not depend on the slider, so the axis stays. */
export function nodeRange({ probes, defaultWidth }: DensityContent): [number, number] {
  const low = Math.min(...probes.map(({ nodes }) => nodes[0] ?? 0));
  const high = Math.max(...probes.map(({ nodes }) => nodes[nodes.length - 1] ?? 0));
  const margin = Math.max(0.03 * (high - low), 4 * defaultWidth);
  return [low - margin, high + margin];
}

/**
 * Of each probe, the node nearest to an atom is that atom if they can be one eigenvalue: some
 * eigenvalue lies within its residual of each.
 */
function withoutAtoms(
  { nodes, weights, residuals }: ProbeState,
  atoms: readonly AtomState[],
): { nodes: Float64Array; weights: Float64Array } {
  const taken = new Set<number>();
  for (const { value, residual } of atoms) {
    const distances = Array.from(nodes, (node) => Math.abs(node - value));
    const nearest = distances.indexOf(Math.min(...distances));
    const tolerance = residual + (residuals[nearest] ?? 0) + 1e-6 * Math.abs(value);
    if ((distances[nearest] ?? Infinity) <= tolerance) taken.add(nearest);
  }
  const keep = (_: number, j: number): boolean => !taken.has(j);
  return { nodes: nodes.filter(keep), weights: weights.filter(keep) };
}

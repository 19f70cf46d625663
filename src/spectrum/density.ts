/**
 * The density of a spectrum: a smoothed bulk and sharp atoms.
 */
import { checkFinite, checkPositive } from "../core/check.js";
import { findAtoms, type Atom } from "./atoms.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { smooth, type SmoothedDensity } from "./smooth.js";

export interface Density extends SmoothedDensity {
  /** Standard deviation of the Gaussian, in the unit of the eigenvalues. */
  readonly width: number;
  /** Isolated eigenvalues; they are not in `density`, whose integral is 1 − Σ masses. */
  readonly atoms: readonly Atom[];
}

export interface DensityOptions {
  /** Default: a hundredth of the distance between the extreme nodes. */
  readonly width?: number;
  /** Ascending points. Default: 1,000 from three widths below to three above the nodes. */
  readonly grid?: Float64Array;
}

export function density(
  probes: readonly ProbeQuadrature[],
  { width = defaultWidth(probes), grid = defaultGrid(probes, width) }: DensityOptions = {},
): Density {
  checkPositive("density", "width", width);
  checkFinite("density", "grid", grid);
  if (!grid.every((x, i) => i === 0 || x > grid[i - 1])) {
    throw new RangeError("density: grid must ascend, got a step that does not");
  }
  const atoms = findAtoms(probes, width);
  const bulk = probes.map(({ nodes, weights }, l) => {
    const rest = weights.slice();
    for (const atom of atoms) rest[atom.nodes[l]] = 0;
    return { nodes, weights: rest };
  });
  return { ...smooth(bulk, { width, grid }), width, atoms };
}

/** A hundredth of the range: scale-free, and a screen's resolution (tuned on notebook 00). */
export function defaultWidth(probes: readonly ProbeQuadrature[]): number {
  const [low, high] = range(probes);
  // One eigenvalue only: a hundredth of it, so that the scale still decides; 1 where all is zero.
  return (high - low) / 100 || Math.abs(high) / 100 || 1;
}

function defaultGrid(probes: readonly ProbeQuadrature[], width: number): Float64Array {
  const [low, high] = range(probes);
  const [from, to] = [low - 3 * width, high + 3 * width];
  return Float64Array.from({ length: 1000 }, (_, i) => from + ((to - from) * i) / 999);
}

function range(probes: readonly ProbeQuadrature[]): [number, number] {
  if (probes.length === 0) throw new RangeError("density: needs at least one probe, got 0");
  const low = Math.min(...probes.map(({ nodes }) => nodes[0]));
  const high = Math.max(...probes.map(({ nodes }) => nodes[nodes.length - 1]));
  return [low, high];
}

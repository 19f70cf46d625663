/**
 * The density of a spectrum: a smoothed bulk and sharp atoms, on a linear or logarithmic axis.
 */
import { checkChoice, checkPositive } from "../core/check.js";
import { findAtoms, withoutAtoms, type Atom } from "./atoms.js";
import type { Estimate, Source } from "./estimate.js";
import { checkGrid } from "./grid.js";
import { logarithmicDensity } from "./logarithmicDensity.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { smooth, type SmoothedDensity } from "./smooth.js";

export interface Density extends SmoothedDensity {
  readonly axis: "linear" | "log";
  /** Standard deviation of the Gaussian, in the unit of the eigenvalues; of log |λ| on a log axis. */
  readonly width: number;
  /** Isolated eigenvalues; they are not in `density`, whose integral is 1 − Σ masses. */
  readonly atoms: readonly Atom[];
  /** On a log axis: the eigenvalues |λ| ≤ `below`, which are not in `density` either. */
  readonly zero?: { readonly mass: Estimate; readonly below: number };
}

export interface DensityOptions {
  /** Default: a hundredth of the distance between the extreme nodes (of their logarithms). */
  readonly width?: number;
  /** Ascending points λ. Default: 1,000 from three widths below to three above the nodes. */
  readonly grid?: Float64Array;
  /** "log": the density per unit of log |λ|, of negative and of positive eigenvalues. */
  readonly axis?: "linear" | "log";
  /** On a log axis: eigenvalues |λ| ≤ zero are one mass. Default: what rounding can move, × 10. */
  readonly zero?: number;
}

/** @param source Probes alone, or with the order P and the probes of parts of the data. */
export function density(
  source: Source | readonly ProbeQuadrature[],
  { axis = "linear", ...options }: DensityOptions = {},
): Density {
  checkChoice("density", "axis", axis, ["linear", "log"]);
  const all = "probes" in source ? source : { probes: source };
  checkProbes(all.probes);
  checkOptions(options);
  if (axis === "log") return logarithmicDensity(all, options);
  const { width = defaultWidth(all.probes) } = options;
  const { grid = defaultGrid(all.probes, width) } = options;
  const atoms = findAtoms(all.probes, width, all.size);
  const bulk = {
    ...all,
    probes: withoutAtoms(all.probes, atoms),
    subsets: (all.subsets ?? []).map((part) => withoutAtoms(part, findAtoms(part, width))),
  };
  return { ...smooth(bulk, { width, grid }), axis, width, atoms };
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
  const low = Math.min(...probes.map(({ nodes }) => nodes[0]));
  const high = Math.max(...probes.map(({ nodes }) => nodes[nodes.length - 1]));
  return [low, high];
}

function checkProbes(probes: readonly ProbeQuadrature[]): void {
  if (probes.length === 0) throw new RangeError("density: needs at least one probe, got 0");
}

function checkOptions({ width, grid, zero }: DensityOptions): void {
  if (width !== undefined) checkPositive("density", "width", width);
  if (zero !== undefined) checkPositive("density", "zero", zero);
  if (grid !== undefined) checkGrid("density", grid);
}

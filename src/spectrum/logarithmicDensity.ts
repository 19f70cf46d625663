/**
 * The density on a logarithmic axis: per unit of u = ln |λ|, negative and positive eigenvalues apart,
 *
 *   φ±(u) = (1/k) Σₗ Σⱼ wⱼ N(u; ln |θⱼ|, σ²)   over the nodes θⱼ of that sign,
 *
 * so that the bulk near zero and outliers a million times as large are both seen. Zero has no
 * logarithm, and the sign of what is smaller than rounding means nothing: nodes with |θ| ≤ zero are
 * in neither branch but one mass. Σ masses + ∫ φ₋ du + ∫ φ₊ du = 1. c·A shifts u by ln c.
 */
import { findAtoms, withoutAtoms } from "./atoms.js";
import { massBetween } from "./cumulative.js";
import type { Density, DensityOptions } from "./density.js";
import { estimate, type Functional, type Source } from "./estimate.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { smooth, type SmoothedDensity } from "./smooth.js";
import { zeroLevel } from "./zero.js";

type Sign = -1 | 1;

export function logarithmicDensity(
  source: Source,
  { zero = zeroLevel(source.probes), ...options }: Omit<DensityOptions, "axis">,
): Density {
  const { probes } = source;
  const below = Math.max(zero, Number.MIN_VALUE); // a zero matrix has no scale
  const ends = probes.flatMap(({ nodes }) => [-nodes[0], nodes[nodes.length - 1]]);
  const decades = Math.log(Math.max(...ends) / below);
  const { width = decades > 0 && decades < Infinity ? decades / 100 : 1 } = options;
  const { grid = defaultGrid(probes, below, width) } = options;
  if (grid.includes(0))
    throw new RangeError("density: a log axis must not contain 0, got a grid with 0");
  const negative = branch(source, -1, below, width, grid);
  const positive = branch(source, 1, below, width, grid);
  return {
    ...joined(grid, negative.curve, positive.curve),
    axis: "log",
    width,
    atoms: [...negative.atoms, ...positive.atoms],
    zero: { mass: estimate(source, shareOfZero(below), "share"), below },
  };
}

/** One sign, computed in u = ln |λ| in which its points ascend. */
function branch(source: Source, sign: Sign, below: number, width: number, grid: Float64Array) {
  const logarithms = (all: readonly ProbeQuadrature[]) =>
    all.map((probe) => logarithmic(probe, kept(probe, sign, below)));
  const probes = logarithms(source.probes);
  const atoms = findAtoms(probes, width, source.size);
  const bulk = {
    ...source,
    probes: withoutAtoms(probes, atoms),
    subsets: (source.subsets ?? [])
      .map(logarithms)
      .map((part) => withoutAtoms(part, findAtoms(part, width))),
  };
  const found = atoms.map((atom) => ({
    ...atom,
    value: sign * Math.exp(atom.value),
    residual: atom.residual * Math.exp(atom.value),
    nodes: atom.nodes.map((of, l) => of.map((i) => kept(source.probes[l], sign, below)[i])),
  }));
  const own = grid.filter((x) => Math.sign(x) === sign).map((x) => Math.log(Math.abs(x)));
  const curve = smooth(bulk, { width, grid: sign < 0 ? own.toReversed() : own });
  return { curve, atoms: inOrder(found, sign) };
}

/** The nodes of one sign, ascending in |θ|. */
const kept = ({ nodes }: ProbeQuadrature, sign: Sign, below: number): number[] =>
  inOrder(
    [...nodes.keys()].filter((j) => sign * nodes[j] > below),
    sign,
  );

/** Those nodes in u = ln |θ|; a residual r at θ is r/|θ| there. */
function logarithmic(
  { nodes, weights, residuals }: ProbeQuadrature,
  indices: readonly number[],
): ProbeQuadrature {
  return {
    nodes: Float64Array.from(indices, (j) => Math.log(Math.abs(nodes[j]))),
    weights: Float64Array.from(indices, (j) => weights[j]),
    residuals: Float64Array.from(indices, (j) => residuals[j] / Math.abs(nodes[j])),
  };
}

function joined(
  grid: Float64Array,
  negative: SmoothedDensity,
  positive: SmoothedDensity,
): SmoothedDensity {
  const join = (pick: (curve: SmoothedDensity) => Float64Array): Float64Array =>
    Float64Array.of(...pick(negative).toReversed(), ...pick(positive));
  const none = new Float64Array(grid.length);
  const data = positive.parts.data ?? negative.parts.data;
  return {
    grid,
    density: join((c) => c.density),
    lower: join((c) => c.lower),
    upper: join((c) => c.upper),
    parts: {
      probes: join((c) => c.parts.probes),
      krylov: join((c) => c.parts.krylov),
      ...(data && { data: join((c) => c.parts.data ?? none) }),
    },
  };
}

/** 1,000 points, equally far apart in ln |λ|; for both signs where there are both. */
function defaultGrid(
  probes: readonly ProbeQuadrature[],
  below: number,
  width: number,
): Float64Array {
  const reach = (sign: Sign): number =>
    Math.max(...probes.flatMap(({ nodes }) => [...nodes].map((x) => sign * x)));
  const signs = ([-1, 1] as const).filter((sign) => reach(sign) > below);
  const count = 1000 / Math.max(1, signs.length);
  const points = signs.flatMap((sign) => {
    const [from, to] = [Math.log(below) - 3 * width, Math.log(reach(sign)) + 3 * width];
    const one = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
    return inOrder(
      one.map((u) => sign * Math.exp(u)),
      sign,
    );
  });
  return Float64Array.from(points);
}

/** Between nodes an unresolved bulk may hide zeros: the bounds are those of the cumulative distribution. */
function shareOfZero(below: number): Functional {
  const between = massBetween(-below, below);
  return (probe) => {
    const { nodes, weights } = probe;
    const value = nodes.reduce((sum, x, j) => sum + (Math.abs(x) <= below ? weights[j] : 0), 0);
    const { low, high } = between(probe);
    const variance = value * (1 - value);
    return { value, low: Math.min(low, value), high: Math.max(high, value), variance };
  };
}

const inOrder = <T>(list: readonly T[], sign: Sign): T[] =>
  sign < 0 ? list.toReversed() : [...list];

/**
 * A number computed from a spectrum, with its error bar: the mean over probes of a functional of
 * their quadratures, and how far each of the three sources of error can move it.
 */
import { bars, type Parts } from "./bars.js";
import type { ProbeQuadrature } from "./quadrature.js";

export interface Estimate {
  readonly value: number;
  /** The parts in quadrature, the Krylov part with its greatest distance. */
  readonly standardError: number;
  /** 95 %: contains the exact value in 95 of 100 runs with other seeds. */
  readonly lower: number;
  readonly upper: number;
  readonly parts: Parts<number>;
}

/** What one probe says of ∫ f dμ, where μ is the distribution of the eigenvalues in its weights. */
export interface Reading {
  readonly value: number;
  /** ∫ f dμ lies in [low, high], whatever the spectrum between the nodes is. */
  readonly low: number;
  readonly high: number;
  /** ∫ f² dμ − (∫ f dμ)², by the quadrature. */
  readonly variance: number;
}

export type Functional = (probe: ProbeQuadrature) => Reading;

/** Where the probes come from. */
export interface Source {
  readonly probes: readonly ProbeQuadrature[];
  /** P, for the bound on the noise of probes; without it, one probe has no bar. */
  readonly size?: number;
  /** Probes of the disjoint parts of the data. */
  readonly subsets?: readonly (readonly ProbeQuadrature[])[];
}

export function estimate(
  { probes, size, subsets = [] }: Source,
  functional: Functional,
  kind: "any" | "positive" | "share" = "any",
): Estimate {
  const readings = probes.map(functional);
  const column = (pick: (r: Reading) => number) => readings.map((r) => Float64Array.of(pick(r)));
  const variance = average(readings.map((r) => r.variance));
  const { value, lower, upper, parts } = bars({
    values: column((r) => r.value),
    low: column((r) => r.low),
    high: column((r) => r.high),
    ...(size && { bound: Float64Array.of(varianceBound(variance, size)) }),
    subsets: subsets.map((part) => Float64Array.of(average(part.map((p) => functional(p).value)))),
    kind,
  });
  return {
    value: value[0],
    standardError: Math.hypot(parts.probes[0], parts.krylov[0], parts.data?.[0] ?? 0),
    lower: lower[0],
    upper: upper[0],
    parts: {
      probes: parts.probes[0],
      krylov: parts.krylov[0],
      ...(parts.data && { data: parts.data[0] }),
    },
  };
}

/** Of one Rademacher probe, from the variance of f over the eigenvalues; rounding can make it < 0. */
export function varianceBound(variance: number, size: number): number {
  return (2 * Math.max(0, variance)) / size;
}

/** factor · estimate, such as a trace from a mean. */
export function scaled(e: Estimate, factor: number): Estimate {
  return mapped(e, (x) => factor * x, Math.abs(factor));
}

/** √estimate; its errors to first order. */
export function root(e: Estimate): Estimate {
  const slope = e.value > 0 ? 1 / (2 * Math.sqrt(e.value)) : 0;
  return mapped(e, (x) => Math.sqrt(Math.max(0, x)), slope);
}

/** f(estimate) for an increasing f with the slope f′(value). */
function mapped(e: Estimate, f: (x: number) => number, slope: number): Estimate {
  const { probes, krylov, data } = e.parts;
  return {
    value: f(e.value),
    standardError: slope * e.standardError,
    lower: f(e.lower),
    upper: f(e.upper),
    parts: {
      probes: slope * probes,
      krylov: slope * krylov,
      ...(data !== undefined && { data: slope * data }),
    },
  };
}

const average = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

/**
 * Means ∫ f dμ over the eigenvalues by the Gauss quadrature of one probe, with what k steps leave
 * open. Gauss quadrature errs by f⁽²ᵏ⁾(ξ)/(2k)! · ∫ ω² dμ, with ω the polynomial of the nodes:
 *
 *   f = λᵖ          exact for p < 2k; else at most binomial(p, 2k) · max|λ|^(p−2k) · ∫ ω² dμ
 *   f = λ/(λ + c)   never too small; too great by at most c / (a + c) · ∫ ω² dμ / ω(−c)²,
 *                   where no eigenvalue is below a
 *
 * Golub and Meurant (2010), doi:10.1515/9781400833887, §6.
 */
import { checkInteger, checkPositive } from "../core/check.js";
import { estimate, type Estimate, type Functional, type Reading, type Source } from "./estimate.js";
import { nodePolynomial } from "./nodePolynomial.js";
import type { ProbeQuadrature } from "./quadrature.js";

/** ∫ λᵖ dμ. */
export function power(p: number): Functional {
  checkInteger("moment", "k", p, 0);
  return (probe) => {
    const read = reading(probe, (x) => x ** p);
    if (p < 2 * probe.nodes.length) return read;
    const reach = powerError(probe, p);
    const low = p % 2 === 0 ? read.value : read.value - reach; // even: f⁽²ᵏ⁾ ≥ 0
    return { ...read, low, high: read.value + reach };
  };
}

function powerError(probe: ProbeQuadrature, p: number): number {
  const { nodes, residuals } = probe;
  const k = nodes.length;
  const greatest = Math.max(...nodes.map((x, j) => Math.abs(x) + residuals[j]));
  let log = nodePolynomial(probe).logNorm + (p - 2 * k) * Math.log(greatest);
  for (let i = 1; i <= p - 2 * k; i++) log += Math.log((2 * k + i) / i);
  return log === -Infinity || greatest === 0 ? 0 : Math.exp(log);
}

export interface EffectiveDimensionOptions {
  /**
   * No eigenvalue is below: 0 for Gauss–Newton and Fisher matrices. Default: the least Ritz value
   * less its residual.
   */
  readonly smallest?: number;
}

/** ∫ λ/(λ + c) dμ. */
export function effectiveDimension(
  source: Source,
  c: number,
  { smallest = lowest(source.probes) }: EffectiveDimensionOptions = {},
): Estimate {
  checkPositive("effectiveDimension", "c", c);
  const least = Math.min(...source.probes.map(({ nodes }) => nodes[0]));
  if (c > -least) return estimate(source, (probe) => shrunk(probe, c, smallest));
  throw new RangeError(
    `effectiveDimension: c must be > −λ for every eigenvalue λ, got c = ${c} and λ = ${least}`,
  );
}

function shrunk(probe: ProbeQuadrature, c: number, smallest: number): Reading {
  const read = reading(probe, (x) => x / (x + c));
  if (!(smallest > -c)) return { ...read, low: -Infinity };
  const polynomial = nodePolynomial(probe);
  const reach =
    (c / (smallest + c)) * Math.exp(polynomial.logNorm - 2 * polynomial.logAbsolute(-c));
  return { ...read, low: read.value - reach };
}

const lowest = (probes: readonly ProbeQuadrature[]): number =>
  Math.min(...probes.map(({ nodes, residuals }) => nodes[0] - residuals[0]));

function reading({ nodes, weights }: ProbeQuadrature, f: (x: number) => number): Reading {
  const values = nodes.map(f);
  const value = values.reduce((sum, y, j) => sum + weights[j] * y, 0);
  const variance = values.reduce((sum, y, j) => sum + weights[j] * (y - value) ** 2, 0);
  return { value, low: value, high: value, variance };
}

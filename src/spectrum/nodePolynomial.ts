/**
 * The monic polynomial ω(t) = Πⱼ (t − θⱼ) of a probe's k nodes, in logarithms, and what Gauss
 * quadrature makes of it:
 *
 *   ∫ ω² dμ = (β₁ ⋯ βₖ)² = wⱼ rⱼ² ω′(θⱼ)²                        for every j, with residuals r
 *   1/λ(t) = Σⱼ ℓⱼ(t)²/wⱼ + ω(t)²/∫ ω² dμ                         Christoffel number at t,
 *   ℓⱼ(t) = ω(t) / ((t − θⱼ) ω′(θⱼ))
 *
 * λ(t) = 1/Σ pᵢ(t)² over the k + 1 orthonormal polynomials of degree ≤ k is the greatest mass that
 * a distribution with the same 2k moments can have at t. Costs O(k²) once and O(k) per t.
 * Golub and Meurant (2010), Matrices, Moments and Quadrature, doi:10.1515/9781400833887, ch. 2, 6.
 */
import type { ProbeQuadrature } from "./quadrature.js";

/** Squares of eigenvector entries below this are rounding; such a node is not there. */
const nothing = 1e-30;

export interface NodePolynomial {
  /** log |ω(t)|; −∞ at a node. */
  logAbsolute(t: number): number;
  /** λ(t) ≤ 1; the weight at a node. */
  christoffel(t: number): number;
  /** log ∫ ω² dμ; not below the exact value, because the residuals are bounds. */
  readonly logNorm: number;
}

export function nodePolynomial(probe: ProbeQuadrature): NodePolynomial {
  const there = [...probe.nodes.keys()].filter((j) => probe.weights[j] > nothing);
  const nodes = there.map((j) => probe.nodes[j]);
  const logAbsolute = (t: number, without = -1): number =>
    nodes.reduce((sum, node, i) => (i === without ? sum : sum + Math.log(Math.abs(t - node))), 0);
  const logSlopes = nodes.map((node, j) => logAbsolute(node, j));
  const logTerms = nodes.map((_, j) => -2 * logSlopes[j] - Math.log(probe.weights[there[j]]));
  const products = there.map((j) => probe.weights[j] * probe.residuals[j] ** 2);
  const surest = products.indexOf(Math.max(...products)); // rounding matters least there
  const logNorm = Math.log(products[surest]) + 2 * logSlopes[surest];
  return {
    logNorm,
    logAbsolute,
    christoffel: (t) => {
      const at = nodes.indexOf(t);
      if (at >= 0) return probe.weights[there[at]];
      const log = logAbsolute(t);
      const sum = nodes.reduce(
        (total, node, j) =>
          total + Math.exp(2 * (log - Math.log(Math.abs(t - node))) + logTerms[j]),
        Math.exp(2 * log - logNorm),
      );
      return Math.min(1, 1 / sum);
    },
  };
}

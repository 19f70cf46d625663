/**
 * The Gauss quadrature that one Lanczos run gives for one probe q (‖q‖ = 1):
 *
 *   qᵀ f(A) q ≈ Σⱼ wⱼ f(θⱼ),   T = Y diag(θ) Yᵀ,   wⱼ = (e₁ᵀ yⱼ)²,   Σⱼ wⱼ = 1,
 *
 * exact for polynomials of degree ≤ 2k − 1 after k steps. Golub and Welsch (1969),
 * doi:10.1090/S0025-5718-69-99647-1. Raw nodes and weights are always kept: every density, moment
 * and mass is computed from them afterwards, so nothing is lost by smoothing.
 */
export interface ProbeQuadrature {
  /** Ritz values θ, ascending; k numbers in the unit of the operator's eigenvalues. */
  readonly nodes: Float64Array;
  /** Quadrature weights w ≥ 0 with sum 1; the squared first entries of T's eigenvectors. */
  readonly weights: Float64Array;
  /**
   * Some eigenvalue of A lies within this distance of θ: ‖A x − θ x‖ of the Ritz pair, plus what
   * the rounding of products can move (Weyl): relativeError · √k · max|θ|.
   */
  readonly residuals: Float64Array;
  /** What the rounding of products can move; it is in `residuals`. Default: that of float64. */
  readonly rounding?: number;
}

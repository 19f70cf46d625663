/**
 * What a density figure needs to know of a spectrum. Stated here as a shape, so that a Spectrum
 * satisfies it and the browser, which has only nodes and weights, can make one.
 */
export interface QuadratureInput {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** ‖A x − θ x‖ of each node's Ritz pair. */
  readonly residuals: Float64Array;
}

/** An isolated eigenvalue that is drawn as a stem, not smeared into the density. */
export interface Atom {
  readonly value: number;
  /** Its share of all eigenvalues; 1/P for a simple one. */
  readonly mass: number;
  readonly residual: number;
}

export interface DensityCurve {
  readonly grid: Float64Array;
  readonly density: Float64Array;
  /** The 95 % band; equal to the density where one probe is all that is known. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Standard deviation of the smoothing Gaussian; of ln |λ| on a log axis. */
  readonly width: number;
  readonly atoms: readonly Atom[];
  /** On a log axis: the share of the eigenvalues |λ| ≤ `below`, with its 95 % bar. */
  readonly zero?: {
    readonly mass: { readonly value: number; readonly lower: number; readonly upper: number };
    readonly below: number;
  };
}

export interface DensityInput {
  readonly probes: readonly QuadratureInput[];
  /** P, the number of eigenvalues. */
  readonly size: number;
  readonly label?: string | undefined;
  /** N, the number of samples that the operator is a mean over. */
  readonly samples?: number | undefined;
  density(options?: { width?: number; grid?: Float64Array; axis?: "linear" | "log" }): DensityCurve;
}

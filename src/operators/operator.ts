/**
 * A symmetric matrix known by its products alone.
 */
import type { Basis } from "../core/basis.js";

export interface SymmetricOperator {
  /** The order n of the n×n matrix. */
  readonly size: number;
  /** A·v, a new vector; v is not modified. The same v gives the same bytes every time. */
  apply(v: Float64Array): Promise<Float64Array>;
  /** The same in higher precision, where there is one; used by certificates. */
  applyExact?(v: Float64Array): Promise<Float64Array>;
  /**
   * The products with several vectors: those of `apply` up to `relativeError`. Where they are made at
   * once, their last bits may change with the number of vectors.
   */
  applyMany?(vectors: readonly Float64Array[]): Promise<Float64Array[]>;
  /**
   * ‖computed − exact‖ / (‖A‖ ‖v‖) of a product: 2e-6 for float32 programs. It is part of every
   * residual bound: a Ritz value cannot be known better than the products it was made from.
   * Default: float64 rounding, 1e-13.
   */
  readonly relativeError?: number;
  /** Number of samples that the matrix is a mean over, where it is one. */
  readonly samples?: number;
  /** Where Lanczos is to keep so many vectors of this size. Default: plain float64 loops. */
  basis?(capacity: number): Basis;
  /** Bytes per number that such a basis takes. Default 8. */
  readonly basisBytes?: number;
  /** Frees what is kept between products; the operator still works, slower at first. */
  close?(): void;
  /**
   * Tells operators apart, so that a saved result is not continued with another matrix: any text, or
   * lines "name: value", of which a refusal names those that differ.
   */
  readonly fingerprint?: string | undefined;
  /** The same matrix, with the same bytes, computing in a thread of its own. */
  onThread?(): OperatorOnThread;
}

export interface OperatorOnThread {
  readonly operator: SymmetricOperator;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** A matrix of curvature of an objective at a point. */
export interface CurvatureOperator extends SymmetricOperator {
  applyMany(vectors: readonly Float64Array[]): Promise<Float64Array[]>;
  /** Of the objective's programs. */
  readonly relativeError: number;
  readonly samples: number;
  close(): void;
}

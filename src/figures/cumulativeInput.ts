/** What a figure of a cumulative distribution needs to know; a Spectrum satisfies it. */
import type { Described } from "./describe.js";

export interface CumulativeCurve {
  readonly grid: Float64Array;
  /** The share of the eigenvalues ≤ t. */
  readonly value: Float64Array;
  /** The 95 % band. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** `krylov`: the greatest distance by which so few steps can be wrong. */
  readonly parts: { readonly krylov: Float64Array };
}

export interface CumulativeInput extends Described {
  cumulative(grid: Float64Array): CumulativeCurve;
}

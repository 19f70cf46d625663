/**
 * The Frobenius norm as a by-product: E‖A z‖² = ‖A‖²_F for every random z with E z zᵀ = I.
 */
import { dot } from "../core/vector.js";
import { EntryMoments, type SampledValue } from "./moments.js";

export class FrobeniusNorm {
  readonly #squares = new EntryMoments(1);

  /** @param product A z. */
  add(product: Float64Array): void {
    this.#squares.add(Float64Array.of(dot(product, product)));
  }

  /** The root of the mean square; its error by the slope of the root. */
  estimate(): SampledValue {
    const value = Math.sqrt(this.#squares.mean[0]);
    const error = Math.sqrt(this.#squares.squaredError);
    return { value, standardError: error === 0 ? 0 : error / (2 * value) };
  }
}

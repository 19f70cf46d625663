/**
 * An orthonormal basis Q of what A maps random vectors to, grown one product at a time: Y = Q·R with
 * R upper triangular. Once a product brings nothing new, Q holds the whole range of A (with
 * probability 1), and tr A = tr(QᵀA Q) exactly.
 *
 * Gram–Schmidt twice, as in Lanczos. Memory: k vectors; time O(k²n).
 */
import { axpy, dot, norm, scale } from "../core/vector.js";

export class RangeBasis {
  /** Rows of Qᵀ. */
  readonly vectors: Float64Array[] = []; // k × n
  /** Columns of R: entries 0 … i of the i-th. */
  readonly columns: Float64Array[] = [];
  /** Norm of the part outside of Q of the product that brought nothing new, once there is one. */
  outside: number | undefined;

  /**
   * @param product Is overwritten.
   * @param negligible A part outside of Q of this norm or less is rounding.
   * @returns Whether there was anything new.
   */
  append(product: Float64Array, negligible: number): boolean {
    const column = new Float64Array(this.vectors.length + 1);
    for (let pass = 0; pass < 2; pass++) {
      this.vectors.forEach((q, j) => {
        const overlap = dot(q, product);
        column[j] += overlap;
        axpy(-overlap, q, product);
      });
    }
    const rest = norm(product);
    if (rest <= negligible) {
      this.outside = rest;
      return false;
    }
    column[this.vectors.length] = rest;
    this.vectors.push(scale(1 / rest, product));
    this.columns.push(column);
    return true;
  }
}

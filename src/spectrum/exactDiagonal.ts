/**
 * The diagonal by the n products with the unit vectors: exact but for rounding, and cheaper than
 * random vectors where the tolerance asks for more than n of those.
 */
import { dot } from "../core/vector.js";
import type { ProductCounter } from "./productCounter.js";

export interface ExactDiagonal {
  readonly values: Float64Array;
  /** ‖A‖_F, exact too. */
  readonly frobenius: number;
}

/** @returns Nothing where the signal came first. */
export async function exactDiagonal(products: ProductCounter): Promise<ExactDiagonal | undefined> {
  const { size } = products;
  const values = new Float64Array(size);
  let [count, squares] = [0, 0];
  const unit = (i: number): Float64Array => {
    const e = new Float64Array(size);
    e[i] = 1;
    return e;
  };
  await products.each(0, size, unit, (column, _, i) => {
    values[i] = column[i];
    squares += dot(column, column);
    count++;
    return true;
  });
  return count < size ? undefined : { values, frobenius: Math.sqrt(squares) };
}

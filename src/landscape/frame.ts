/**
 * Coordinates on axes that need not be orthogonal or of length 1, by least squares:
 *
 *   c = argmin ‖d − Σᵢ cᵢ vᵢ‖.
 *
 * By Gram–Schmidt, twice, V = E R, so R c = Eᵀ d: the axes' condition enters once. The normal equations VᵀV c = Vᵀd
 * would square it, which is too much for axes that are nearly parallel.
 */
import { axpy, dot, norm, scale } from "../core/vector.js";
import type { Direction } from "./direction.js";

export interface Coordinates {
  /** One per axis. */
  readonly at: readonly number[];
  /** ‖d − Σᵢ cᵢ vᵢ‖, in the norm of the parameters. */
  readonly distance: number;
}

/** An axis whose part beside the others is a smaller share of it is parallel to them. */
const independent = 1e-10;

export class Frame {
  readonly #unit: Float64Array[] = [];
  /** Columns of R: axis k is Σⱼ columns[k][j] · unit[j]. */
  readonly #columns: number[][] = [];

  constructor(caller: string, directions: readonly Direction[]) {
    for (const { vector, label } of directions) {
      const rest = vector.slice();
      const column = this.#takeOut(rest);
      const length = norm(rest);
      if (!(length > independent * norm(vector)))
        throw new RangeError(`${caller}: directions must be independent, got ${label} in line`);
      this.#unit.push(scale(1 / length, rest));
      this.#columns.push([...column, length]);
    }
  }

  /** Of a displacement d from the frame's origin; d becomes what is left of it. */
  coordinates(d: Float64Array): Coordinates {
    const right = this.#takeOut(d);
    const at = new Array<number>(right.length).fill(0);
    for (let k = right.length - 1; k >= 0; k--) {
      at[k] = right[k] / this.#columns[k][k];
      for (let j = 0; j < k; j++) right[j] -= at[k] * this.#columns[k][j];
    }
    return { at, distance: norm(d) };
  }

  /** x ← (I − E Eᵀ) x. @returns Eᵀ x. */
  #takeOut(x: Float64Array): number[] {
    const sums = this.#unit.map(() => 0);
    for (let pass = 0; pass < 2; pass++) {
      this.#unit.forEach((e, j) => {
        const part = dot(e, x);
        axpy(-part, e, x);
        sums[j] += part;
      });
    }
    return sums;
  }
}

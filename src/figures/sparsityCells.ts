/**
 * Weights of a layer as cells of a picture. Where there are more weights than a screen shows, a cell stands
 * for a block of them and shows the largest: it is exactly zero only if all of the block is.
 */

export interface BlockSize {
  readonly rows: number;
  readonly columns: number;
}

/** @returns The smallest blocks, about as high as wide, that leave at most `most` cells. */
export function blockSize([rows, columns]: readonly [number, number], most: number): BlockSize {
  const block = { rows: 1, columns: 1 };
  for (;;) {
    const [down, across] = [Math.ceil(rows / block.rows), Math.ceil(columns / block.columns)];
    if (down * across <= Math.max(1, most)) return block;
    if (down > across) block.rows++;
    else block.columns++;
  }
}

/** max |w| of every block, row by row; the last ones may be smaller. */
export function blockMaxima(
  values: ArrayLike<number>,
  [rows, columns]: readonly [number, number],
  block: BlockSize,
): number[][] {
  const [down, across] = [Math.ceil(rows / block.rows), Math.ceil(columns / block.columns)];
  const cells = Array.from({ length: down }, () => new Array<number>(across).fill(0));
  for (let i = 0; i < rows; i++) {
    const row = cells[Math.floor(i / block.rows)];
    for (let j = 0; j < columns; j++) {
      const cell = Math.floor(j / block.columns);
      row[cell] = Math.max(row[cell], Math.abs(values[i * columns + j]));
    }
  }
  return cells;
}

/** Centres of blocks, in numbers of weights from 0. */
export function blockCentres(length: number, block: number): number[] {
  return Array.from({ length: Math.ceil(length / block) }, (_, i) => block * (i + 0.5) - 0.5);
}

export interface SparsityShares {
  /** Exactly. */
  readonly zero: number;
  /** Not zero, and |w| ≤ the limit. */
  readonly small: number;
}

/** Shares of the weights of several layers. */
export function sparsityShares(
  layers: readonly ArrayLike<number>[],
  limit: number,
): SparsityShares {
  let [zero, small, all] = [0, 0, 0];
  for (const values of layers) {
    all += values.length;
    for (let i = 0; i < values.length; i++) {
      if (values[i] === 0) zero++;
      else if (Math.abs(values[i]) <= limit) small++;
    }
  }
  return { zero: zero / all, small: small / all };
}

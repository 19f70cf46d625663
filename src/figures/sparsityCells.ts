/**
 * Weights of a layer as cells of a picture. Where there are more weights than a screen shows, a cell shows the one in
 * the middle of a block: a sample keeps the share of exact zeros, which the largest or the mean of a block would not.
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

/** |w| in the middle of every block, row by row; the last blocks may be smaller. */
export function sampledCells(
  values: ArrayLike<number>,
  [rows, columns]: readonly [number, number],
  block: BlockSize,
): number[][] {
  const middles = (length: number, size: number): number[] =>
    Array.from({ length: Math.ceil(length / size) }, (_, i) => middleOfBlock(i, length, size));
  const across = middles(columns, block.columns);
  return middles(rows, block.rows).map((i) => across.map((j) => Math.abs(values[i * columns + j])));
}

/** Row or column, from 0, of the weight that the i-th cell shows; `size` is that of a block in this direction. */
export function middleOfBlock(i: number, length: number, size: number): number {
  return Math.min(length - 1, i * size + (size >> 1));
}

/** How many cells each layer gets of `all`: small layers what they need, large ones equal shares of the rest. */
export function shareCells(sizes: readonly number[], all: number): number[] {
  const shares = sizes.map(() => 0);
  const order = sizes.map((_, i) => i).sort((a, b) => sizes[a] - sizes[b]);
  order.reduce((left, i, rank) => {
    shares[i] = Math.min(sizes[i], Math.floor(left / (sizes.length - rank)));
    return left - shares[i];
  }, all);
  return shares;
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

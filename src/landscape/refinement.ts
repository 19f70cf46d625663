/**
 * Which points of a grid to compute, from coarse to fine, where the surface bends.
 *
 * Level 0 takes every 2^levels-th point. A cell whose corners have second differences δ² deviates from a bilinear patch by about
 * (|δ²α| + |δ²β|) / 8; where that is above the tolerance, the points halfway are computed, and so on within that cell. All other
 * points are interpolated, by cubics, which are nearer. A feature smaller than a coarse cell can be missed.
 */
import { checkInteger } from "../core/check.js";

export interface RefineOptions {
  /** How often the coarse grid is halved; number of points − 1 must be a multiple of 2^levels. Default 2. */
  readonly levels?: number;
  /**
   * Greatest error of interpolation, as a share of the range of the losses on the scale on which planes are drawn: logarithmic
   * where all are positive and differ by more than a factor of 100. 0 computes every point. Default 0.005: contours have 16
   * levels, and a twelfth of one is not seen.
   */
  readonly tolerance?: number;
}

/** Row by row; a line has one row. */
export interface GridShape {
  readonly columns: number;
  readonly rows: number;
}

interface Cell {
  readonly column: number;
  readonly row: number;
}

export class Refinement {
  readonly levels: number;
  readonly #shape: GridShape;
  readonly #tolerance: number;
  #stride: number;
  #cells: readonly Cell[];

  constructor(
    caller: string,
    shape: GridShape,
    { levels = 2, tolerance = 0.005 }: RefineOptions = {},
  ) {
    checkInteger(caller, "refine.levels", levels, 0, 20);
    if (!(tolerance >= 0 && Number.isFinite(tolerance)))
      throw new RangeError(`${caller}: refine.tolerance must be ≥ 0, got ${tolerance}`);
    const stride = 2 ** levels;
    for (const length of sides(shape)) {
      if ((length - 1) % stride === 0) continue;
      throw new RangeError(
        `${caller}: number of points − 1 must be a multiple of ${stride} for ${levels} levels of refinement, got ${length} points`,
      );
    }
    this.levels = levels;
    this.#shape = shape;
    this.#tolerance = tolerance;
    this.#stride = stride;
    this.#cells = this.#grid(stride).filter(
      ({ column, row }) => column < shape.columns - 1 && (shape.rows === 1 || row < shape.rows - 1),
    );
  }

  /** Numbers of the points of the coarse grid. */
  coarse(): number[] {
    return this.#grid(this.#stride).map((point) => this.#number(point));
  }

  /** Numbers of the points of the next level; to be called `levels` times, each time with all losses filled. */
  next(losses: Float64Array): number[] {
    const heights = onScale(losses);
    const limit = this.#tolerance * range(heights);
    const bent = this.#cells.filter((cell) => !(this.#deviation(heights, cell) <= limit));
    const half = this.#stride / 2;
    const points = new Set<number>();
    const inner: Cell[] = [];
    const across = this.#shape.rows === 1 ? [0] : [0, half];
    for (const { column, row } of bent) {
      for (const dr of across)
        for (const dc of [0, half]) inner.push({ column: column + dc, row: row + dr });
      for (const dr of this.#shape.rows === 1 ? [0] : [0, half, 2 * half])
        for (const dc of [0, half, 2 * half])
          points.add(this.#number({ column: column + dc, row: row + dr }));
    }
    this.#stride = half;
    this.#cells = inner;
    return [...points].sort((a, b) => a - b);
  }

  #grid(stride: number): Cell[] {
    const { columns, rows } = this.#shape;
    const cells: Cell[] = [];
    for (let row = 0; row < rows; row += stride)
      for (let column = 0; column < columns; column += stride) cells.push({ column, row });
    return cells;
  }

  #number({ column, row }: Cell): number {
    return row * this.#shape.columns + column;
  }

  /** Greatest over the cell's corners; second differences at an edge of the grid are those of the point before. */
  #deviation(heights: Float64Array, { column, row }: Cell): number {
    const stride = this.#stride;
    const { columns, rows } = this.#shape;
    let most = 0;
    for (const r of rows === 1 ? [row] : [row, row + stride]) {
      for (const c of [column, column + stride]) {
        const along = bend(heights, { at: c, length: columns, stride }, (i) => r * columns + i);
        const down = bend(heights, { at: r, length: rows, stride }, (i) => i * columns + c);
        most = Math.max(most, (along + down) / 8); // NaN where losses are not finite: look closer
      }
    }
    return most;
  }
}

/** |δ²| of three neighbours at that stride; Infinity where a side has two points only, 0 where it has one. */
function bend(
  heights: Float64Array,
  { at, length, stride }: { readonly at: number; readonly length: number; readonly stride: number },
  number: (i: number) => number,
): number {
  if (length === 1) return 0;
  if (length - 1 < 2 * stride) return Infinity;
  const middle = Math.min(length - 1 - stride, Math.max(stride, at));
  const [a, b, c] = [middle - stride, middle, middle + stride].map((i) => heights[number(i)]);
  return Math.abs(a - 2 * b + c);
}

const sides = ({ columns, rows }: GridShape): number[] =>
  rows === 1 ? [columns] : [columns, rows];

/** As planes are drawn. */
function onScale(losses: Float64Array): Float64Array {
  const finite = losses.filter(Number.isFinite);
  const [low, high] = [finite.reduce((a, b) => Math.min(a, b), Infinity), finite.reduce((a, b) => Math.max(a, b), -Infinity)]; // prettier-ignore
  return low > 0 && high > 100 * low ? losses.map(Math.log) : losses;
}

function range(heights: Float64Array): number {
  const finite = heights.filter(Number.isFinite);
  if (finite.length === 0) return 0;
  return finite.reduce((a, b) => Math.max(a, b)) - finite.reduce((a, b) => Math.min(a, b));
}

/**
 * Fills what was not computed, in place: between the points of each level by cubics, from the coarsest level, all of which is there.
 *
 * @param known 1 where a value was computed.
 */
export function interpolate(
  values: Float64Array,
  known: Uint8Array,
  { columns, rows }: GridShape,
  levels: number,
): void {
  for (let stride = 2 ** levels; stride > 1; stride /= 2) {
    const half = stride / 2;
    for (let row = 0; row < rows; row += stride)
      for (let at = half; at < columns; at += stride)
        if (known[row * columns + at] === 0)
          values[row * columns + at] = halfway({ at, half, length: columns }, (i) => values[row * columns + i]); // prettier-ignore
    for (let at = half; at < rows; at += stride)
      for (let column = 0; column < columns; column += half)
        if (known[at * columns + column] === 0)
          values[at * columns + column] = halfway({ at, half, length: rows }, (i) => values[i * columns + column]); // prettier-ignore
  }
}

/** Between the points at ± half, by the cubic through two more at ± 3 half; at an edge by a parabola or a line. */
function halfway(
  { at, half, length }: { readonly at: number; readonly half: number; readonly length: number },
  value: (i: number) => number,
): number {
  const [b, c] = [value(at - half), value(at + half)];
  const a = at >= 3 * half ? value(at - 3 * half) : NaN;
  const d = at + 3 * half < length ? value(at + 3 * half) : NaN;
  const candidates = [(9 * (b + c) - a - d) / 16, (3 * b + 6 * c - d) / 8, (3 * c + 6 * b - a) / 8];
  return candidates.find(Number.isFinite) ?? (b + c) / 2; // losses beside it may not be finite
}

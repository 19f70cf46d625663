/**
 * The principal directions of a trajectory: the plane that holds most of its squared displacement.
 *
 * With rows dₜ = θₜ − centre of D (T × P), the small matrix K = D Dᵀ = E S Eᵀ (T × T) has the same eigenvalues as
 * the covariance Dᵀ D (P × P), and its eigenvectors give those of the large one: uᵢ = Dᵀ eᵢ / √sᵢ. Costs T² P / 2
 * multiplications and O(T³); no matrix of order P. Li et al. (2018), arXiv:1712.09913, section 7.
 *
 * Squares halve the digits: a direction whose singular value is below √(T ε) of the greatest, ε = 2⁻⁵², is rounding.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { checkInteger, checkLength } from "../core/check.js";
import { axpy, dot, norm, scale, withPositiveSign } from "../core/vector.js";
import type { Direction } from "./direction.js";
import type { Trajectory } from "./trajectory.js";

export interface PrincipalOptions {
  /** Default 2, a plane. */
  readonly count?: number;
  /** Where displacements begin: the last point (default, as in Li et al.), the mean of all, or a point of your own. */
  readonly about?: "last" | "mean" | Float64Array;
}

/** @returns Unit vectors, orthogonal, that which explains most first. */
export function principalDirections(
  { points }: Pick<Trajectory, "points">,
  { count = 2, about = "last" }: PrincipalOptions = {},
): Direction[] {
  checkInteger("principalDirections", "count", count, 1, points.length);
  const centre = centreOf(points, about);
  const rows = points.map((point) => {
    const row = point.slice();
    axpy(-1, centre, row);
    return row;
  });
  const { squares, vectors } = decomposed(gram(rows));
  const total = squares.reduce((sum, s) => sum + Math.max(s, 0), 0);
  const floor = points.length * Number.EPSILON * squares[0];
  return Array.from({ length: count }, (_, i) => {
    if (!(squares[i] > floor))
      throw new RangeError(
        `principalDirections: count must be at most the number of directions in which the trajectory moves (${i}), got ${count}`,
      );
    const sum = new Float64Array(centre.length);
    rows.forEach((row, t) => axpy(vectors[i][t], row, sum));
    const vector = withPositiveSign(scale(1 / norm(sum), sum));
    return { label: `principal direction ${i + 1}`, vector, explained: squares[i] / total };
  });
}

function centreOf(
  points: readonly Float64Array[],
  about: NonNullable<PrincipalOptions["about"]>,
): Float64Array {
  if (about === "last") return points[points.length - 1];
  if (about === "mean") {
    const mean = new Float64Array(points[0].length);
    for (const point of points) axpy(1 / points.length, point, mean);
    return mean;
  }
  checkLength("principalDirections", "about", about, points[0].length);
  return about;
}

function gram(rows: readonly Float64Array[]): Matrix {
  const matrix = Matrix.zeros(rows.length, rows.length);
  rows.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const product = dot(row, rows[j]);
      matrix.set(i, j, product).set(j, i, product);
    }
  });
  return matrix;
}

/** In descending order. */
function decomposed(matrix: Matrix): { squares: number[]; vectors: number[][] } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  return {
    squares: order.map((i) => realEigenvalues[i]),
    vectors: order.map((i) => eigenvectorMatrix.getColumn(i)),
  };
}

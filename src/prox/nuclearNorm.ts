/**
 * The nuclear norm of one matrix, r(X) = μ Σ σₖ(X): its map soft-thresholds the singular values, X = Σ max(σₖ − μ/τ, 0) uₖ vₖᵀ,
 * which lowers the rank. One τ only: for a diagonal τ there is no closed form. The decomposition is the caller's, since
 * that is where the cost and a choice of library are.
 *
 * Cai, Candès & Shen (2010), doi:10.1137/080738970; subdifferential: Watson (1992), doi:10.1016/0024-3795(92)90407-2.
 */
import { checkLength, checkNonNegative } from "../core/check.js";
import type { ProximalMap } from "./proximalMap.js";
import { checkMetric } from "./proximalMap.js";
import { softThreshold } from "./l1.js";

/** X = Σ σₖ uₖ vₖᵀ. */
export interface SingularValues {
  /** σ ≥ 0, min(rows, columns) of them, the largest first. */
  readonly values: Float64Array;
  /** uₖ, orthonormal, each as long as X has rows. */
  readonly left: readonly Float64Array[];
  /** vₖ, orthonormal, each as long as X has columns. */
  readonly right: readonly Float64Array[];
}

/** Of a matrix, row-major. */
export type Decompose = (matrix: Float64Array, rows: number, columns: number) => SingularValues;

/**
 * @param mu μ ≥ 0.
 * @param parameter What `parts` hands over: `(part) => nuclearNorm(mu, part.parameters[0], decompose)`. The last axis counts
 *   columns, all others are rows: a convolution is the matrix of its filters.
 */
export function nuclearNorm(
  mu: number,
  { shape }: { readonly shape: readonly number[] },
  decompose: Decompose,
): ProximalMap {
  checkNonNegative("prox.nuclearNorm", "mu", mu);
  const name = `nuclearNorm(${mu}, [${shape.join(", ")}])`;
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const parted = (x: Float64Array): SingularValues => {
    checkLength(`prox.${name}`, "x", x, rows * columns);
    return decompose(x, rows, columns);
  };
  return {
    name,
    value: (x) => mu * parted(x).values.reduce((sum, s) => sum + s, 0),
    prox(z, tau) {
      checkMetric(name, tau, z.length);
      if (typeof tau !== "number") {
        throw new RangeError(`prox.${name}: tau must be one number, got one for each coordinate`);
      }
      return composed(parted(z), (s) => softThreshold(s, mu / tau), rows, columns);
    },
    stationarity(x, gradient) {
      const kept = ranked(parted(x), rows, columns);
      const outside = withoutSpaces(gradient, kept, columns);
      const polar = composed(kept, () => mu, rows, columns);
      const shrunk = composed(parted(outside), (s) => softThreshold(s, mu), rows, columns);
      return gradient.map((g, i) => g - outside[i] + polar[i] + shrunk[i]);
    },
  };
}

/** Σ f(σₖ) uₖ vₖᵀ, row-major; exactly 0 where all f(σₖ) are. */
function composed(
  { values, left, right }: SingularValues,
  f: (s: number) => number,
  rows: number,
  columns: number,
): Float64Array {
  const x = new Float64Array(rows * columns);
  values.forEach((value, k) => {
    const factor = f(value);
    if (factor === 0) return;
    for (let i = 0; i < rows; i++) {
      const entry = factor * left[k][i];
      for (let j = 0; j < columns; j++) x[i * columns + j] += entry * right[k][j];
    }
  });
  return x;
}

/** Without the singular values that are 0 to rounding. */
function ranked(all: SingularValues, rows: number, columns: number): SingularValues {
  const { values, left, right } = all;
  const floor =
    Number.EPSILON * Math.max(rows, columns) * values.reduce((a, b) => Math.max(a, b), 0);
  const at = [...values.keys()].filter((k) => values[k] > floor);
  return {
    values: Float64Array.from(at, (k) => values[k]),
    left: at.map((k) => left[k]),
    right: at.map((k) => right[k]),
  };
}

/** (I − U Uᵀ) G (I − V Vᵀ). */
function withoutSpaces(
  gradient: Float64Array,
  { left, right }: SingularValues,
  columns: number,
): Float64Array {
  const g = gradient.slice();
  const rows = g.length / columns;
  for (const u of left) {
    for (let j = 0; j < columns; j++) {
      let along = 0;
      for (let i = 0; i < rows; i++) along += u[i] * g[i * columns + j];
      for (let i = 0; i < rows; i++) g[i * columns + j] -= along * u[i];
    }
  }
  for (const v of right) {
    for (let i = 0; i < rows; i++) {
      let along = 0;
      for (let j = 0; j < columns; j++) along += g[i * columns + j] * v[j];
      for (let j = 0; j < columns; j++) g[i * columns + j] -= along * v[j];
    }
  }
  return g;
}

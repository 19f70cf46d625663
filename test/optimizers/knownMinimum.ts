/**
 * A lasso whose solution is chosen first: with signs s of x*, and |sᵢ| < 1 where x*ᵢ = 0,
 *
 *   f(x) = ½ (x − x*)ᵀ H (x − x*) − μ ⟨s, x⟩   has   −∇f(x*) = μ s ∈ μ ∂‖x*‖₁.
 */
import { random } from "../../src/core/random.js";
import { dot } from "../../src/core/vector.js";

export interface KnownMinimum {
  readonly mu: number;
  readonly solution: Float64Array;
  readonly start: Float64Array;
  gradient(x: Float64Array): Float64Array;
}

/** H = 0.5 I + M Mᵀ/10 of five random columns; with μ = 0 a parabola with its minimum at x*. */
export function knownMinimum(mu: number, seed = 1): KnownMinimum {
  const stream = random(seed, "lasso");
  const solution = Float64Array.of(1.5, 0, -0.7, 0, 0, 0.4, 0, -2);
  const slack = Float64Array.of(1, 0.9, -1, -0.5, 0, 1, -0.95, -1);
  const normals = (): Float64Array => solution.map(() => stream.normal());
  const [columns, start] = [Array.from({ length: 5 }, normals), normals()];
  return {
    mu,
    solution,
    start,
    gradient(x) {
      const away = x.map((xi, i) => xi - solution[i]);
      const products = columns.map((column) => dot(column, away) / 10);
      return away.map((d, i) => {
        const curved = columns.reduce((sum, column, j) => sum + products[j] * column[i], 0.5 * d);
        return curved - mu * slack[i];
      });
    },
  };
}

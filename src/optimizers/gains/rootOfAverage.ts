/**
 * The metric that the exponential average of squared gradients makes, in one pass:
 *
 *   r ← β r + (1 − β) g²,   τ = √(r/correction) + δ.
 */

/** @returns New vectors. */
export function rootOfAverage(
  before: Float64Array,
  gradient: Float64Array,
  settings: { readonly beta: number; readonly delta: number; readonly correction: number },
): { readonly tau: Float64Array; readonly squares: Float64Array } {
  const { beta, delta, correction } = settings;
  const squares = new Float64Array(gradient.length);
  const tau = new Float64Array(gradient.length);
  for (let i = 0; i < gradient.length; i++) {
    const r = beta * before[i] + (1 - beta) * gradient[i] * gradient[i];
    squares[i] = r;
    tau[i] = Math.sqrt(r / correction) + delta;
  }
  return { tau, squares };
}

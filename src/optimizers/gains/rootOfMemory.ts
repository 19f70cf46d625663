/**
 * The metric of a memory of squared gradients: τ = √(memory/correction) + δ, in one pass.
 */

/**
 * @param next From the memory so far and a gradient, per coordinate: the memory with it.
 * @returns New vectors.
 */
export function rootOfMemory(
  memory: Float64Array,
  gradient: Float64Array,
  { delta, correction = 1 }: { readonly delta: number; readonly correction?: number },
  next: (before: number, g: number) => number,
): { readonly tau: Float64Array; readonly squares: Float64Array } {
  const squares = new Float64Array(gradient.length);
  const tau = new Float64Array(gradient.length);
  for (let i = 0; i < gradient.length; i++) {
    squares[i] = next(memory[i], gradient[i]);
    tau[i] = Math.sqrt(squares[i] / correction) + delta;
  }
  return { tau, squares };
}

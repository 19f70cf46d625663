/** Two ways to change what an optimizer sees of a function: an ℓ1 norm in the gradient, and weights that stay where they are. */
import type { Partition } from "../core/partition.js";
import type { Trainable } from "../training/train.js";

/**
 * f + μ Σ |wᵢ| over the weights by its subgradient, as in programs that add the norm to the loss: the gradient gets
 * μ sign(wᵢ), 0 at 0. What such methods find is never exactly 0. The value stays that of f.
 */
export function withSubgradient(f: Trainable, parts: Partition, mu: number): Trainable {
  const weights = parts.parameters.filter(({ role }) => role === "weight");
  return {
    ...trainable(f),
    async gradient(theta, options) {
      const { value, gradient } = await f.gradient(theta, options);
      for (const { offset, size } of weights)
        for (let i = offset; i < offset + size; i++) gradient[i] += mu * Math.sign(theta[i]);
      return { value, gradient };
    },
  };
}

/** f on the coordinates where `free` is not 0: the others have no gradient, so that steps without momentum leave them. */
export function onSupport(f: Trainable, free: Float64Array): Trainable {
  return {
    ...trainable(f),
    async gradient(theta, options) {
      const { value, gradient } = await f.gradient(theta, options);
      return { value, gradient: gradient.map((g, i) => (free[i] === 0 ? 0 : g)) };
    },
  };
}

const trainable = ({ size, samples, start }: Trainable) => ({ size, samples, start });

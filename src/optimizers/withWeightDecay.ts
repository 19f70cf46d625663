/**
 * Weight decay as part of the gradient, g + λθ: the gradient of f + (λ/2)‖θ‖². The form of PyTorch's optimizers;
 * adamw decays the parameters instead, and prox.l2Squared keeps the penalty out of momentum.
 */
import { checkLength, checkNonNegative } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";

export interface WeightDecayOptions {
  /** λ ≥ 0. */
  readonly decay: number;
  /** With it weights decay; biases and scales do not. Default: everything decays. */
  readonly partition?: Partition;
}

/** The optimizer, given g + λθ; its state and its proximal point are its own. */
export function withWeightDecay<State>(
  optimizer: Optimizer<State>,
  { decay, partition }: WeightDecayOptions,
): Optimizer<State> {
  checkNonNegative("withWeightDecay", "decay", decay);
  const inner = { name: optimizer.name ?? "" };
  return {
    ...optimizer,
    name: optimizerName("withWeightDecay", { inner, decay, weightsOnly: partition !== undefined }),
    update(gradient, state, theta) {
      checkLength("withWeightDecay", "gradient", gradient, theta.length);
      const decayed = gradient.slice();
      addDecay(decay, theta, decayed, partition);
      return optimizer.update(decayed, state, theta);
    },
  };
}

/** to ← to + a·θ in place, on the weights of a partition or everywhere. */
export function addDecay(
  a: number,
  theta: Float64Array,
  to: Float64Array,
  partition: Partition | undefined,
): void {
  const everything = { offset: 0, size: theta.length };
  const parts = partition?.parameters.filter(({ role }) => role === "weight") ?? [everything];
  for (const { offset, size } of parts) {
    for (let i = offset; i < offset + size; i++) to[i] += a * theta[i];
  }
}

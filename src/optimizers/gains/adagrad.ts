/**
 * The gain of Adagrad: τ = √r + δ with r ← r + g². It grows, so that steps become shorter by themselves.
 */
import { checkPositive } from "../../core/check.js";
import { optimizerName } from "../optimizerName.js";
import type { Gain } from "./gain.js";
import { rootOfMemory } from "./rootOfMemory.js";

/** @param delta Default 1e-10, as in PyTorch. */
export function adagrad({ delta = 1e-10 }: { readonly delta?: number } = {}): Gain {
  checkPositive("gains.adagrad", "delta", delta);
  return {
    name: optimizerName("adagrad", { delta }),
    init: (size) => ({ squares: new Float64Array(size) }),
    update(gradient, state) {
      const next = (before: number, g: number): number => before + g * g;
      const { tau, squares } = rootOfMemory(state["squares"], gradient, { delta }, next);
      return { tau, state: { squares } };
    },
  };
}

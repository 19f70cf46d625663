/**
 * The gain of Adagrad: τ = √r + δ with r ← r + g². It grows, so that steps become shorter by themselves.
 */
import { checkPositive } from "../../core/check.js";
import { optimizerName } from "../optimizerName.js";
import type { Gain } from "./gain.js";

/** @param delta Default 1e-10, as in PyTorch. */
export function adagrad({ delta = 1e-10 }: { readonly delta?: number } = {}): Gain {
  checkPositive("gains.adagrad", "delta", delta);
  return {
    name: optimizerName("adagrad", { delta }),
    init: (size) => ({ squares: new Float64Array(size) }),
    update(gradient, before) {
      const { squares: sums } = before;
      const [squares, tau] = [sums.slice(), gradient.slice()];
      for (let i = 0; i < gradient.length; i++) {
        squares[i] = sums[i] + gradient[i] * gradient[i];
        tau[i] = Math.sqrt(squares[i]) + delta;
      }
      return { tau, state: { squares } };
    },
  };
}

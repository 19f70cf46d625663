/**
 * Gains from the exponential average of squared gradients:
 *
 *   τ = √(r/cₜ) + δ,   r ← β r + (1 − β) g²,   in one pass.
 */
import { checkInterval, checkPositive } from "../../core/check.js";
import { optimizerName } from "../optimizerName.js";
import type { Gain } from "./gain.js";

export interface AverageGainSettings {
  /** In [0, 1). */
  readonly beta: number;
  readonly delta: number;
}

/** @param correction cₜ, by the steps taken before. */
export function averageGain(
  name: string,
  { beta, delta }: AverageGainSettings,
  correction: (step: number) => number,
): Gain {
  checkInterval(`gains.${name}`, "beta", beta, 0, 1);
  checkPositive(`gains.${name}`, "delta", delta);
  return {
    name: optimizerName(name, { beta, delta }),
    init: (size) => ({ squares: new Float64Array(size) }),
    update(gradient, before, steps) {
      const { squares: averages } = before;
      const c = correction(steps);
      const [squares, tau] = [averages.slice(), gradient.slice()];
      for (let i = 0; i < gradient.length; i++) {
        const r = beta * averages[i] + (1 - beta) * gradient[i] * gradient[i];
        squares[i] = r;
        tau[i] = Math.sqrt(r / c) + delta;
      }
      return { tau, state: { squares } };
    },
  };
}

/**
 * The gain of RMSprop: τ = √r + δ with r ← β r + (1 − β) g².
 */
import { averageGain } from "./averageGain.js";
import type { Gain } from "./gain.js";

export interface RmspropGainOptions {
  /** In [0, 1). Default 0.99, as in PyTorch. */
  readonly beta?: number;
  /** Default 1e-8, as in PyTorch. */
  readonly delta?: number;
}

export function rmsprop({ beta = 0.99, delta = 1e-8 }: RmspropGainOptions = {}): Gain {
  return averageGain("rmsprop", { beta, delta }, () => 1);
}

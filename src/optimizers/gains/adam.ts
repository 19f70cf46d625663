/**
 * The gain of ProxSGD's experiments: τ = √(r/(1 − βᵗ)) + δ with r ← β r + (1 − β) g², t from 1.
 *
 * The PyTorch file released with the paper has the exponent t + 1, its TensorFlow file t; this is the latter,
 * whose first τ is |g| + δ.
 */
import { biasCorrection } from "../moments.js";
import { averageGain } from "./averageGain.js";
import type { Gain } from "./gain.js";

export interface AdamGainOptions {
  /** In [0, 1). Default 0.999, as in the released code. */
  readonly beta?: number;
  /** Default 1e-8, as in the released PyTorch code. */
  readonly delta?: number;
}

export function adam({ beta = 0.999, delta = 1e-8 }: AdamGainOptions = {}): Gain {
  return averageGain("adam", { beta, delta }, (step) => biasCorrection(beta, step));
}

/**
 * AdamW: Adam, and the parameters themselves decay,
 *
 *   step = −η m̂/(√r̂ + δ) − η λ θ,
 *
 * so that the decay is not divided by the gradients' size. With η constant this is the paper's Algorithm 2 with
 * its λ there called ηλ here; the form of PyTorch.
 *
 * Loshchilov & Hutter (2019), arXiv:1711.05101.
 */
import { checkLength, checkNonNegative } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { adam, type AdamOptions, type AdamState } from "./adam.js";
import { momentSettings } from "./moments.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";
import { checkedRate } from "./rate.js";
import { addDecay } from "./withWeightDecay.js";

export interface AdamwOptions extends AdamOptions {
  /** λ ≥ 0. Default 0.01, as in PyTorch. */
  readonly decay?: number;
  /** With it weights decay; biases and scales do not. Default: everything decays. */
  readonly partition?: Partition;
}

export function adamw(options: AdamwOptions = {}): Optimizer<AdamState> {
  const { decay = 0.01, partition } = options;
  const settings = momentSettings("adamw", options);
  checkNonNegative("adamw", "decay", decay);
  const rate = checkedRate("adamw", "learningRate", settings.learningRate, { zero: true });
  const inner = adam(settings);
  const weightsOnly = partition !== undefined;
  return {
    name: optimizerName("adamw", { ...settings, decay, weightsOnly }),
    init: (theta) => inner.init(theta),
    update(gradient, before, theta) {
      checkLength("adamw", "gradient", gradient, theta.length);
      const { step, state } = inner.update(gradient, before, theta);
      addDecay(-rate(before.step) * decay, theta, step, partition);
      return { step, state };
    },
  };
}

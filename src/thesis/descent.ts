/** An optimizer with the training loop around it, whatever the type of its state. */
import type { Optimizer } from "../optimizers/optimizer.js";
import { train, type Trainable, type TrainOptions } from "../training/train.js";
import type { Training } from "../training/training.js";

export type Descended = Pick<Training<unknown>, "theta" | "proximalPoint" | "stopped">;

/** Trains f; see `train`. A run that diverges is none to fail with, but says so in `stopped`. */
export type Descent = (
  f: Trainable,
  options: Omit<TrainOptions<unknown>, "optimizer">,
) => Promise<Descended>;

export function descent<State>(optimizer: Optimizer<State>): Descent {
  return (f, options) => train(f, { ...options, optimizer, onDivergence: "return" });
}

/**
 * Gradients no longer than a bound: g min(1, c/‖g‖₂). Pascanu et al. (2013), PMLR 28:1310.
 */
import { checkLength, checkPositive } from "../core/check.js";
import { norm, scale } from "../core/vector.js";
import type { Optimizer } from "./optimizer.js";
import { optimizerName } from "./optimizerName.js";

/** The optimizer, given clipped gradients; its state and its proximal point are its own. */
export function clipped<State>(
  optimizer: Optimizer<State>,
  { bound }: { readonly bound: number },
): Optimizer<State> {
  checkPositive("clipped", "bound", bound);
  return {
    ...optimizer,
    name: optimizerName("clipped", { inner: { name: optimizer.name ?? "" }, bound }),
    update(gradient, state, theta) {
      checkLength("clipped", "gradient", gradient, theta.length);
      const length = norm(gradient);
      const given = length > bound ? scale(bound / length, gradient) : gradient;
      return optimizer.update(given, state, theta);
    },
  };
}

/**
 * The same metric always: ProxSGD with it is SGD with momentum, or the proximal gradient method.
 */
import { checkPositive } from "../../core/check.js";
import type { Gain } from "./gain.js";

/** @param tau τ > 0. Default 1. */
export function constant(tau = 1): Gain {
  checkPositive("gains.constant", "tau", tau);
  return {
    name: `constant(${tau})`,
    init: () => ({}),
    update: (_gradient, state) => ({ tau, state }),
  };
}

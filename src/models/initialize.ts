/**
 * Starting values. Weights are normal with variance gain² / fan-in: gain √2 keeps the variance
 * through ReLU (He et al. 2015, doi:10.1109/ICCV.2015.123), gain 1 through tanh and sigmoid near 0
 * (LeCun et al. 1998, doi:10.1007/3-540-49430-8_2). Biases are zero.
 */
import { random } from "../core/random.js";
import type { ArrayTensor } from "../record/tensorValues.js";
import type { Activation } from "./model.js";

/** A weight; all axes but the last count towards the fan-in. Its own stream: `seed` and `name`. */
export function weight(
  name: string,
  shape: readonly number[],
  activation: Activation,
  seed: number,
): ArrayTensor {
  const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const deviation = (activation === "relu" ? Math.SQRT2 : 1) / Math.sqrt(fanIn);
  const stream = random(seed, `initial ${name}`);
  const size = fanIn * shape[shape.length - 1];
  return { values: Float64Array.from({ length: size }, () => deviation * stream.normal()), shape };
}

export function zeros(shape: readonly number[]): ArrayTensor {
  return { values: new Float64Array(shape.reduce((a, b) => a * b, 1)), shape };
}

/**
 * Measures how stationary a point is for f + r: the element of least norm of ∇f(x) + ∂r(x) by the exact
 * subdifferential, zeros included. Cost: one full gradient and one value of f.
 */
import { checkFinite, checkLength, checkPositive } from "../core/check.js";
import { norm } from "../core/vector.js";
import type { Objective } from "../objective/objective.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import { Certificate, type ZerosCheck } from "./certificate.js";
import { countZeros } from "./measures.js";

/** What is needed of a function: an objective has it. */
export type Certifiable = Pick<
  Objective,
  "size" | "partition" | "value" | "gradient" | "relativeError"
>;

export interface CertifyOptions {
  /** Greatest residual relative to the scale, by which a point counts as stationary. Default 1e-3. */
  readonly tolerance?: number;
  /** Default ‖∇f(x)‖₂: at a stationary point of ℓ1 that is μ √(entries on the support) or more. */
  readonly scale?: number | undefined;
  /** f + r as it was measured on the way to the point; it is compared. Default: what the gradient's program says. */
  readonly measured?: number;
}

/** @param x P numbers. */
export async function certify(
  f: Certifiable,
  map: ProximalMap,
  x: Float64Array,
  options: CertifyOptions = {},
): Promise<Certificate> {
  const { tolerance = 1e-3, scale } = options;
  checkPositive("certify", "tolerance", tolerance);
  if (scale !== undefined) checkPositive("certify", "scale", scale);
  checkLength("certify", "x", x, f.size);
  checkFinite("certify", "x", x);
  const loss = await f.value(x);
  const { value, gradient } = await f.gradient(x);
  const least = map.stationarity(x, gradient);
  const penalty = map.value(x);
  const { measured = value + penalty } = options;
  return new Certificate({
    map: map.name,
    loss,
    penalty,
    measured,
    rounding: f.relativeError * (Math.abs(loss) + Math.abs(penalty)),
    parameters: f.partition.parameters.map(({ name, offset, size }) => {
      const own = (v: Float64Array): Float64Array => v.subarray(offset, offset + size);
      const [residual, slope] = [norm(own(least)), norm(own(gradient))];
      return { name, size, zeros: countZeros(own(x)), residual, gradient: slope };
    }),
    offSupport: zerosCheck(x, least),
    scale: scale ?? norm(gradient),
    tolerance,
  });
}

function zerosCheck(x: Float64Array, least: Float64Array): ZerosCheck {
  let [violations, largest] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    if (x[i] !== 0 || least[i] === 0) continue;
    violations++;
    largest = Math.max(largest, Math.abs(least[i]));
  }
  return { coordinates: countZeros(x), violations, largest };
}

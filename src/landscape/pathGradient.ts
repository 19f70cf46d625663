/**
 * The loss at a place of a path, and its derivatives in the bends. A path is linear in its control
 * points, so the chain rule is one factor for each: ∂f(B(t))/∂Pᵢ = cᵢ(t) ∇f(B(t)).
 */
import type { Objective, Rows } from "../objective/objective.js";
import { scale } from "../core/vector.js";
import type { ParameterPath } from "./parameterPath.js";

export interface PathGradient {
  /** f(B(t)). */
  readonly value: number;
  /** One for each bend, P numbers each. */
  readonly gradients: readonly Float64Array[];
}

/** Costs one gradient of f. */
export async function pathGradient(
  f: Pick<Objective, "gradient">,
  path: ParameterPath,
  t: number,
  options: Rows = {},
): Promise<PathGradient> {
  const weights = path.weights(t);
  const { value, gradient } = await f.gradient(path.at(t), options);
  return { value, gradients: path.bends.map((_, i) => scale(weights[i + 1], gradient)) };
}

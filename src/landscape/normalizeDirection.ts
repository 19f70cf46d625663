/**
 * Directions scaled to the parameters, so that planes of networks with differently scaled weights can be compared:
 *
 *   layer    d_l ← d_l ‖θ_l‖ / ‖d_l‖            for each tensor l (as GradVis has it)
 *   filter   d_lf ← d_lf ‖θ_lf‖ / ‖d_lf‖         for each filter or neuron f of the weights; biases and scales 0
 *
 * Li et al. (2018), arXiv:1712.09913, section 4. It bends eigenvectors: the plane is then no longer that of the
 * eigenvalues, which is why it has to be asked for.
 */
import { checkChoice, checkFinite, checkLength } from "../core/check.js";
import type { Parameter, Partition } from "../core/partition.js";
import { checkDirection, type Direction } from "./direction.js";

export type Normalization = "none" | "layer" | "filter";

export interface NormalizeOptions {
  /**
   * What becomes of tensors that are no weights: "zero", or "scale" each to the parameters' norm as a whole. Default
   * "zero" with "filter" (as Li et al.), "scale" with "layer".
   */
  readonly others?: "zero" | "scale";
}

/**
 * @param theta The parameters whose norms are taken.
 * @returns A new direction without eigenvalue, since it is no eigenvector any more; with "none" the same one.
 */
export function normalizeDirection(
  direction: Direction,
  theta: Float64Array,
  partition: Partition,
  how: Normalization,
  { others = how === "filter" ? "zero" : "scale" }: NormalizeOptions = {},
): Direction {
  const caller = "normalizeDirection";
  checkChoice(caller, "how", how, ["none", "layer", "filter"]);
  checkChoice(caller, "others", others, ["zero", "scale"]);
  checkDirection(caller, "direction", direction, partition.size);
  checkLength(caller, "theta", theta, partition.size);
  checkFinite(caller, "theta", theta);
  if (how === "none") return direction;
  const vector = direction.vector.slice();
  for (const parameter of partition.parameters) {
    const { role, offset, size } = parameter;
    if (role !== "weight" && others === "zero") vector.fill(0, offset, offset + size);
    else scaleGroups(vector, theta, parameter, role === "weight" && how === "filter");
  }
  const normalized = { label: `${direction.label}, ${how}-normalised`, vector };
  checkDirection(caller, "normalised direction", normalized, partition.size);
  return normalized;
}

/** Each filter, or the tensor as a whole; what is 0 stays 0. */
function scaleGroups(
  vector: Float64Array,
  theta: Float64Array,
  { shape, offset, size, filterAxis }: Parameter,
  filters: boolean,
): void {
  const groups = filters ? shape[filterAxis] : 1;
  const inner = filters ? shape.slice(filterAxis + 1).reduce((a, b) => a * b, 1) : 1;
  const groupOf = (i: number): number => Math.floor(i / inner) % groups;
  const [own, wanted] = [vector, theta].map((x) => {
    const squares = new Float64Array(groups);
    for (let i = 0; i < size; i++) squares[groupOf(i)] += x[offset + i] ** 2;
    return squares;
  });
  const factors = own.map((square, g) => (square > 0 ? Math.sqrt(wanted[g] / square) : 0));
  for (let i = 0; i < size; i++) vector[offset + i] *= factors[groupOf(i)];
}

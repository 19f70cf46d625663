/**
 * Brings the hidden units of one network into the order of another's before the two are compared: networks are the same
 * function whatever the order of their units, so much of the way between two minima can be a mere change of order.
 * See weightMatching.ts; that the function is the same is measured, not assumed.
 */
import { checkFinite, checkFloat64, checkLength } from "../core/check.js";
import { norm } from "../core/vector.js";
import type { Objective } from "../objective/objective.js";
import { hiddenUnits, type HiddenUnits } from "./hiddenUnits.js";
import type { Rearrangement } from "./rearrange.js";
import { weightMatching } from "./weightMatching.js";

export interface AlignOptions {
  /** Layers from the inputs on. Default: those of a chain, read off the shapes (`hiddenUnits`). */
  readonly units?: readonly HiddenUnits[];
  /**
   * Whether units may also change their sign, which odd activations (tanh) allow and relu, sigmoid and max
   * pooling do not. Default false.
   */
  readonly signs?: boolean;
}

export interface Alignment {
  /** The second network, rearranged: the same numbers in another order. */
  readonly theta: Float64Array;
  /** By the names of the groups: unit i was unit order[i], times signs[i]. */
  readonly rearrangements: Readonly<Record<string, Rearrangement>>;
  /** ‖θ_a − θ_b‖ before and after. */
  readonly distance: { readonly before: number; readonly after: number };
  /** Of the second network, as it was and rearranged; they differ by rounding. */
  readonly loss: { readonly before: number; readonly after: number };
}

/**
 * Costs two values of f and a few assignment problems; with n units in a layer those are n³ and n times the layer's
 * parameters. An error says so if the loss is another one afterwards: then the groups were not what can be rearranged.
 *
 * @param a Stays as it is.
 * @param b Is rearranged.
 */
export async function alignUnits(
  f: Objective,
  a: Float64Array,
  b: Float64Array,
  { units = hiddenUnits(f.partition), signs = false }: AlignOptions = {},
): Promise<Alignment> {
  for (const [name, theta] of Object.entries({ a, b })) {
    checkFloat64("alignUnits", name, theta);
    checkLength("alignUnits", name, theta, f.size);
    checkFinite("alignUnits", name, theta);
  }
  const { theta, rearrangements } = weightMatching(f.partition, units, a, b, { signs });
  const loss = { before: await f.value(b), after: await f.value(theta) };
  checkSame(f, loss);
  return {
    theta,
    rearrangements: Object.fromEntries(units.map(({ name }, g) => [name, rearrangements[g]])),
    distance: { before: distance(a, b), after: distance(a, theta) },
    loss,
  };
}

/** Sums in another order round otherwise: a hundred times what a product's rounding is. */
function checkSame(f: Objective, { before, after }: Alignment["loss"]): void {
  if (Math.abs(after - before) <= 100 * f.relativeError * Math.max(1, Math.abs(before))) return;
  throw new RangeError(
    `alignUnits: the loss must stay the same when hidden units are rearranged, got ${before} before and ${after} ` +
      `after; units of layers that skips or moving statistics tie together need groups of their own, and signs an odd activation`,
  );
}

function distance(a: Float64Array, b: Float64Array): number {
  return norm(a.map((x, i) => x - b[i]));
}

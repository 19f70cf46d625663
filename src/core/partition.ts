/**
 * The one partition of parameters. A network's parameters are one flat vector θ ∈ ℝᴾ; each named
 * tensor is a range of it. Blocks of spectra, groups of proximal maps, normalisation of landscape
 * directions and rows of heat maps are all subsets of this partition.
 */
import { checkInteger } from "./check.js";

export type Role = "weight" | "bias" | "scale";

export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  /** Where its entries begin in θ (row-major). */
  readonly offset: number;
  readonly size: number;
  readonly role: Role;
  /** The axis that counts output channels or neurons: the last one in TensorFlow.js layouts. */
  readonly filterAxis: number;
}

export interface Partition {
  readonly size: number;
  readonly parameters: readonly Parameter[];
}

/** Lays named shapes one after the other, in the order of the entries. */
export function partition(shapes: readonly (readonly [string, readonly number[]])[]): Partition {
  const parameters: Parameter[] = [];
  let offset = 0;
  for (const [name, shape] of shapes) {
    if (parameters.some((p) => p.name === name)) {
      throw new RangeError(`partition: names must be distinct, got ${name} twice`);
    }
    shape.forEach((d) => checkInteger("partition", `dimension of ${name}`, d, 1));
    const size = shape.reduce((a, b) => a * b, 1);
    const role = shape.length >= 2 ? "weight" : "bias"; // as in the layouts of tf.layers
    const filterAxis = Math.max(0, shape.length - 1);
    parameters.push({ name, shape, offset, size, role, filterAxis });
    offset += size;
  }
  return { size: offset, parameters };
}

/** The parameters with the given names, in the partition's order; unknown names are an error. */
export function select(
  from: Partition,
  names: readonly string[],
  caller = "select",
): readonly Parameter[] {
  const known = from.parameters.map((p) => p.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new RangeError(`${caller}: name must be one of ${known.join(", ")}, got ${name}`);
  }
  return from.parameters.filter((p) => names.includes(p.name));
}

/**
 * Hidden units as they lie in the parameters: neurons and filters whose order (and for odd activations whose
 * sign) can be changed without changing the function, if all that they come in with and go out with is changed too.
 */
import { printShape } from "../graph/shape.js";
import { select, type Parameter, type Partition } from "../core/partition.js";

export interface UnitPlace {
  /** Name of a parameter. */
  readonly parameter: string;
  /**
   * The axis that counts the units. Where it is k times as long, unit u has the entries u, u + units, …: so
   * images lie after they have been flattened, channels innermost.
   */
  readonly axis: number;
}

/** Units of one layer. */
export interface HiddenUnits {
  readonly name: string;
  readonly units: number;
  readonly places: readonly UnitPlace[];
}

/**
 * The layers of a chain: parameters in the order of the layers, each weight [… in, out] followed by what has one
 * number per output (bias, scale and shift of a normalisation). Outputs of the last weight keep their order. Shapes cannot
 * tell a chain from a network with skips, whose layers must keep one order: `alignUnits` sees the difference in the loss.
 */
export function hiddenUnits(partition: Partition): HiddenUnits[] {
  const { parameters } = partition;
  const weights = parameters.flatMap(({ shape }, i) => (shape.length >= 2 ? [i] : []));
  return weights.slice(0, -1).map((at, l) => {
    const weight = parameters[at];
    const next = parameters[weights[l + 1]];
    const units = weight.shape[weight.shape.length - 1];
    const between = parameters.slice(at + 1, weights[l + 1]);
    between.forEach((p) => checkUnits(p, 0, units));
    checkUnits(next, next.shape.length - 2, units);
    const places = [
      { parameter: weight.name, axis: weight.shape.length - 1 },
      ...between.map(({ name }) => ({ parameter: name, axis: 0 })),
      { parameter: next.name, axis: next.shape.length - 2 },
    ];
    return { name: weight.name, units, places };
  });
}

/** A place with what is needed to walk over it: entry (o, s, u, i) lies at ((o·blocks + s)·units + u)·inner + i of the parameter. */
export interface UnitLayout {
  readonly parameter: Parameter;
  readonly outer: number;
  readonly blocks: number;
  readonly inner: number;
}

export function layoutOf(
  partition: Partition,
  { units }: HiddenUnits,
  place: UnitPlace,
): UnitLayout {
  const [parameter] = select(partition, [place.parameter], "alignUnits");
  const { shape } = parameter;
  checkUnits(parameter, place.axis, units);
  const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
  return {
    parameter,
    outer: product(shape.slice(0, place.axis)),
    blocks: shape[place.axis] / units,
    inner: product(shape.slice(place.axis + 1)),
  };
}

function checkUnits({ name, shape }: Parameter, axis: number, units: number): void {
  if (axis in shape && shape[axis] % units === 0) return;
  throw new RangeError(
    `alignUnits: axis ${axis} of ${name} must count ${units} hidden units or a multiple of them, got shape ` +
      `${printShape(shape)}; for what is no chain of layers state the units yourself`,
  );
}

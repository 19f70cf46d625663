/**
 * The vertical axis of a density. It ends below what one eigenvalue can contribute; less has no meaning.
 */
import type { DensityCurve } from "./densityInput.js";
import type { Axis } from "./plotlyJson.js";

/**
 * A tenth of the peak that one smoothed eigenvalue has, and below every stem; a power of ten, for
 * the axis to begin at a tick. Never more than 12 decades under the top.
 */
export function densityFloor(
  { width, atoms, upper }: Pick<DensityCurve, "width" | "atoms" | "upper">,
  size: number,
): number {
  const masses = atoms.map(({ mass }) => mass).filter((mass) => mass > 0);
  const smearedEigenvalue = 1 / (size * width * Math.sqrt(2 * Math.PI));
  const wanted = Math.min(0.1 * smearedEigenvalue, ...masses.map((mass) => 0.3 * mass));
  const least = 1e-12 * upper.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
  return 10 ** Math.floor(Math.log10(Math.max(wanted, least)));
}

interface Drawn {
  readonly upper: Float64Array;
  readonly atoms?: DensityCurve["atoms"];
  readonly zero?: DensityCurve["zero"] | undefined;
}

/** The highest that is drawn: upper ends of the band, masses of stems and of zero. */
export function densityTop({ upper, atoms = [], zero }: Drawn): number {
  const masses = [...atoms.map(({ mass }) => mass), zero?.mass.value ?? 0];
  return [...upper, ...masses].reduce((a, b) => Math.max(a, b), Number.MIN_VALUE);
}

/** The range of a linear axis on which these values are seen whole. */
export function eigenvalueRange(values: Iterable<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const margin = 0.02 * (high - low || 1);
  return [low - margin, high + margin];
}

/** @param floor 0 for a linear axis. */
export function densityRange(floor: number, top: number): Axis {
  if (floor === 0) return { type: "linear", range: [0, 1.06 * top] };
  const range = [Math.log10(floor), Math.log10(top) + 0.3] as const;
  const dtick = Math.ceil((range[1] - range[0]) / 7);
  return {
    type: "log",
    range: [round(range[0]), round(range[1])],
    exponentformat: "power",
    dtick,
    tickfont: { size: 11 }, // plotly draws powers of ten a quarter larger than it is told
  };
}

const round = (value: number): number => Number(value.toPrecision(6));

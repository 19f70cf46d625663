/**
 * A horizontal axis that is logarithmic on both sides of zero: x = ± (log₁₀ |λ| − log₁₀ least + gap),
 * and 0 for all that is smaller than `least`. Labels stand at powers of ten.
 */
import type { Axis } from "./plotlyJson.js";
import { powerOfTen } from "./powerOfTen.js";

/** What a reader of the figure needs to find values on the axis; lies in `layout.meta`. */
export interface SignedLogMark {
  /** log₁₀ of the least power of ten. */
  readonly exponent: number;
  readonly gap: number;
}

export interface SignedLogAxis {
  /** The power of ten at which both sides begin. */
  readonly least: number;
  readonly place: (value: number) => number;
  readonly mark: SignedLogMark;
  readonly layout: Pick<Axis, "type" | "range" | "tickvals" | "ticktext">;
}

/** Labels that fit beside each other on the whole axis. */
const mostLabels = 8;

/** @param values What is to be seen; zeros and an empty list are fine. */
export function signedLogAxis(values: readonly number[]): SignedLogAxis {
  const sides = ([-1, 1] as const).filter((sign) => values.some((x) => sign * x > 0));
  const exponents = values.filter((x) => x !== 0).map((x) => Math.log10(Math.abs(x)));
  const low = Math.floor(exponents.reduce((a, b) => Math.min(a, b), Infinity));
  const least = exponents.length > 0 ? low : 0;
  const decades = Math.max(1, ...exponents.map((e) => e - least));
  const gap = 0.09 * decades * Math.max(1, sides.length);
  const mark = { exponent: least, gap };
  const end = decades + gap + 0.02 * decades;
  const step = Math.ceil((decades * Math.max(1, sides.length)) / mostLabels);
  const powers = Array.from({ length: Math.floor(decades / step) + 1 }, (_, i) => i * step);
  const ticks = sides.flatMap((sign) =>
    powers.map((power) => ({
      at: sign * (power + gap),
      label: `${sign < 0 ? "−" : ""}${powerOfTen(least + power)}`,
    })),
  );
  const all = [...ticks, { at: 0, label: "0" }].sort((a, b) => a.at - b.at);
  return {
    least: 10 ** least,
    place: (value) => signedLogPlace(value, mark),
    mark,
    layout: {
      type: "linear",
      range: [sides.includes(-1) ? -end : -gap, sides.includes(1) ? end : gap],
      tickvals: all.map(({ at }) => Number(at.toPrecision(6))),
      ticktext: all.map(({ label }) => label),
    },
  };
}

export function signedLogPlace(value: number, { exponent, gap }: SignedLogMark): number {
  const decade = Math.log10(Math.abs(value)) - exponent;
  return decade < -1e-9 ? 0 : Math.sign(value) * (decade + gap);
}

/** The value at a place; 0 in the gap around zero. */
export function signedLogValue(place: number, { exponent, gap }: SignedLogMark): number {
  const decade = Math.abs(place) - gap;
  return decade < -1e-9 ? 0 : Math.sign(place) * 10 ** (decade + exponent);
}

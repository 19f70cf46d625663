/** A curve with its 95 % band behind it, thinned to what a screen shows. */
import type { Trace } from "./plotlyJson.js";
import { significant, thinIndices } from "./thin.js";

/** A stretch of the curve that nothing interrupts. */
export interface Piece {
  readonly x: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  /** What x means, where the axis has other numbers. */
  readonly shown?: ArrayLike<number>;
}

export interface CurveStyle {
  readonly name: string;
  readonly color: string;
  readonly fill: string;
  readonly hovertemplate: string;
  /** Name of the band in the legend; left out, the band comes and goes with its curve. */
  readonly band?: string;
  /** What lies lower is drawn just under the axis: zero has no logarithm and would cut the line. */
  readonly floor?: number;
  /** Most points. Default: the columns of a wide screen, which take about 60 kB with the band. */
  readonly points?: number;
}

/** Band and line, or the line alone where the band has no width. */
export function bandedCurve(
  pieces: readonly Piece[],
  { name, color, fill, hovertemplate, band, floor = -Infinity, points = 1200 }: CurveStyle,
): Trace[] {
  const each = Math.max(8, Math.floor(points / pieces.length));
  const thin = pieces.map((piece) => thinned(piece, each, floor));
  const group = band === undefined ? { legendgroup: name } : {};
  const line: Trace = {
    type: "scatter",
    name,
    ...group,
    mode: "lines",
    x: joined(thin.map(({ x }) => x)),
    y: joined(thin.map(({ value }) => value)),
    ...(pieces.some(({ shown }) => shown) && {
      customdata: joined(thin.map(({ shown }) => shown)).map((x) => [x ?? 0]),
    }),
    line: { color, width: 2 },
    hovertemplate,
  };
  if (pieces.every(({ lower, upper }) => Array.from(lower).every((y, i) => y === upper[i])))
    return [line];
  const outline: Trace = {
    type: "scatter",
    name: band ?? `${name}, 95 % band`,
    ...group,
    ...(band === undefined && { showlegend: false }),
    mode: "lines",
    x: joined(thin.map(({ x }) => [...x, ...x.toReversed()])),
    y: joined(thin.map(({ lower, upper }) => [...upper, ...lower.toReversed()])),
    fill: "toself",
    fillcolor: fill,
    line: { width: 0 },
    hoverinfo: "skip",
  };
  return [outline, line];
}

function thinned({ x, value, lower, upper, shown = [] }: Piece, count: number, floor: number) {
  const kept = thinIndices(value, count);
  const under = floor / 10;
  const pick = (values: ArrayLike<number>): number[] =>
    significant(kept.map((i) => (values[i] > under ? values[i] : under)));
  return {
    x: significant(kept.map((i) => x[i])),
    value: pick(value),
    lower: pick(lower),
    upper: pick(upper),
    shown: significant(
      kept.filter((i) => i in shown).map((i) => shown[i]),
      4,
    ),
  };
}

/** Pieces with null between them. */
function joined(pieces: readonly (readonly number[])[]): (number | null)[] {
  return pieces.flatMap((piece, i) => (i === 0 ? [...piece] : [null, ...piece]));
}

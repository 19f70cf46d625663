/** The traces of one moment of a spectrum movie; the same ones, if empty, in every moment. */
import { bandedCurve, type Piece } from "./bandedCurve.js";
import type { DensityCurve } from "./densityInput.js";
import { logarithmicPieces } from "./logarithmicCurve.js";
import type { Palette } from "./palette.js";
import type { Axis, Trace } from "./plotlyJson.js";
import type { SignedLogAxis } from "./signedLogAxis.js";
import { stems } from "./stems.js";

/** What all moments share. */
export interface MovieAxes {
  /** Where stems stand. */
  readonly floor: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly title: string;
  /** Where the axis of eigenvalues is logarithmic. */
  readonly log?: SignedLogAxis;
}

/** Bytes of a point of a curve with its band and without. */
const [banded, bare] = [64, 26];

/** With more moments bands would cost the curves their points. */
const mostBands = 12;

export interface MomentStyle {
  readonly axes: MovieAxes;
  readonly palette: Palette;
  /** Moments of the movie. */
  readonly count: number;
  /** Of the curves of all moments. Default 150 kB. */
  readonly bytes?: number;
}

export function momentTraces(
  curve: DensityCurve,
  size: number,
  { axes, palette, count, bytes = 150_000 }: MomentStyle,
): Trace[] {
  const { grid, density, atoms, zero } = curve;
  const hasBand = count <= mostBands;
  const { lower, upper } = hasBand ? curve : { lower: density, upper: density };
  const shown = { grid, density, lower, upper };
  const { floor, log } = axes;
  const all = log ? logarithmicPieces(shown, log) : [{ x: grid, value: density, lower, upper }];
  const pieces = all.map((piece) => above(floor, piece));
  const points = Math.min(700, Math.floor(bytes / count / (hasBand ? banded : bare)));
  const style = { floor, size, ...(log && { place: log.place }) };
  const zeroAtom =
    log && zero && zero.mass.value > 0
      ? [{ value: 0, mass: zero.mass.value, residual: zero.below }]
      : [];
  return [
    ...bandedCurve(pieces, {
      name: "density",
      band: "95 % band",
      color: palette.series[0],
      fill: palette.bands[0],
      floor,
      points,
      hovertemplate: `λ = %{${log ? "customdata[0]" : "x"}:.4g}<br>density %{y:.3g}<extra></extra>`,
    }),
    ...stems(atoms, { ...style, name: "outliers", color: palette.series[1] }),
    ...stems(zeroAtom, { ...style, name: "zero", color: palette.series[2] }),
  ];
}

/** Without what lies below the floor on both sides, on which few points would be spent and slopes drawn. */
function above(floor: number, piece: Piece): Piece {
  const seen = Array.from(piece.upper, (y, i) => (y > floor ? i : -1)).filter((i) => i >= 0);
  if (seen.length === 0) return piece;
  const [from, to] = [Math.max(0, seen[0] - 1), seen[seen.length - 1] + 2];
  const part = (values: ArrayLike<number>): number[] => Array.from(values).slice(from, to);
  return {
    x: part(piece.x),
    value: part(piece.value),
    lower: part(piece.lower),
    upper: part(piece.upper),
    ...(piece.shown && { shown: part(piece.shown) }),
  };
}

/** Every moment with the traces that any has, in one order: plotly knows traces by their place. */
export function alignedTraces(moments: readonly (readonly Trace[])[]): Trace[][] {
  const order = ["95 % band", "density", "outliers", "zero"].flatMap((name) => [
    `stems of ${name}`,
    name,
  ]);
  const templates = order.flatMap((name) => {
    const found = moments.flat().find((trace) => trace.name === name);
    return found
      ? [{ ...found, x: [null], y: [null], ...(found.customdata && { customdata: [[]] }) }]
      : [];
  });
  return moments.map((traces) =>
    templates.map((empty) => traces.find(({ name }) => name === empty.name) ?? empty),
  );
}

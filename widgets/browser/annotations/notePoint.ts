/**
 * From a point of the picture to values on the axes below it. Plotly's `_fullLayout` is not
 * documented, but plotly has no other way from pixels to values.
 */
import type { NoteArrow } from "../../../src/figures/note.js";
import { fromAxis } from "../../../src/figures/notePlace.js";

export interface NotePoint {
  readonly x: number | string;
  readonly y: number | string;
  readonly axes: readonly [string, string];
  /** Where the text of an arrow has room. */
  readonly arrow: NoteArrow;
}

interface FullAxis {
  readonly _id: string;
  readonly _offset: number;
  readonly _length: number;
  readonly type: string;
  p2d(pixel: number): number | string;
}

export interface FullLayout {
  readonly meta?: unknown;
  readonly _size: {
    readonly l: number;
    readonly t: number;
    readonly w: number;
    readonly h: number;
  };
  readonly _plots?: Readonly<
    Record<string, { readonly xaxis: FullAxis; readonly yaxis: FullAxis }>
  >;
}

const arrowLength = 44;

/** @param left Pixels from the left and from the top edge of the figure. */
export function notePoint(layout: FullLayout, left: number, top: number): NotePoint {
  const { _size, _plots = {} } = layout;
  const down = top - _size.t > 0.4 * _size.h ? -arrowLength : arrowLength;
  const arrow = { right: 0, down };
  const plot = Object.values(_plots).find(
    ({ xaxis, yaxis }) => isOn(xaxis, left) && isOn(yaxis, top),
  );
  if (plot === undefined) {
    const [x, y] = [(left - _size.l) / _size.w, 1 - (top - _size.t) / _size.h];
    return { x: short(x), y: short(y), axes: ["paper", "paper"], arrow };
  }
  const { xaxis, yaxis } = plot;
  const axes = [xaxis._id, yaxis._id] as const;
  return { x: value(xaxis, left, layout), y: value(yaxis, top, layout), axes, arrow };
}

function isOn({ _offset, _length }: FullAxis, pixel: number): boolean {
  return pixel >= _offset && pixel <= _offset + _length;
}

function value(axis: FullAxis, pixel: number, layout: FullLayout): number | string {
  const found = axis.p2d(pixel - axis._offset);
  if (typeof found !== "number") return found;
  // p2d knows plotly's logarithms, but not those that a figure makes itself.
  return short(axis.type === "log" ? found : Number(fromAxis(found, axis._id, layout)));
}

/** A pixel is no finer than this. */
const short = (value: number): number => Number(value.toPrecision(6));

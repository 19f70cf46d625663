/**
 * Where the text of a note goes, so that it stays inside of the picture: its box is aligned by how
 * far along the axes the point lies, where the layout states their ranges.
 */
import type { Note } from "./note.js";
import type { Axis } from "./plotlyJson.js";
import type { SignedLogMark } from "./signedLogAxis.js";
import { signedLogPlace, signedLogValue } from "./signedLogAxis.js";

export interface NotePlace {
  readonly xanchor: "left" | "center" | "right";
  readonly yanchor: "top" | "middle" | "bottom";
}

/** Pixels between a point and a text without an arrow. */
export const noteGap = 6;

export function notePlace(note: Note, layout: object): NotePlace {
  const [across, up] = [
    shareOf(note.x, note.axes[0], layout),
    shareOf(note.y, note.axes[1], layout),
  ];
  const xanchor = across < 0.3 ? "left" : across > 0.7 ? "right" : "center";
  if (note.arrow) return { xanchor, yanchor: note.arrow.down > 0 ? "top" : "bottom" };
  return { xanchor, yanchor: up > 0.7 ? "top" : "bottom" };
}

/** On an axis as plotly has it: exponents of ten on logarithmic ones. */
export function onAxis(value: number | string, name: string, layout: object): number | string {
  if (typeof value !== "number") return value;
  if (axisOf(name, layout)?.type === "log") return Math.log10(value);
  return drawnValue(value, name, layout);
}

/** What plotly draws for a value: another number where a figure makes an axis of its own. */
export function drawnValue(value: number, name: string, layout: object): number {
  const mark = markOf(name, layout);
  return mark ? signedLogPlace(value, mark) : value;
}

/** The other way: from plotly's position on an axis to the value there. */
export function fromAxis(position: number | string, name: string, layout: object): number | string {
  if (typeof position !== "number") return position;
  if (axisOf(name, layout)?.type === "log") return 10 ** position;
  const mark = markOf(name, layout);
  return mark ? signedLogValue(position, mark) : position;
}

function markOf(name: string, layout: object): SignedLogMark | undefined {
  const { meta } = layout as { meta?: { signedLog?: SignedLogMark } };
  return name === "x" ? meta?.signedLog : undefined;
}

/** The axis "y2" of a layout; "paper" is none. */
function axisOf(name: string, layout: object): Axis | undefined {
  if (name === "paper") return undefined;
  const key = `${name.charAt(0)}axis${name.slice(1)}`;
  return (layout as Readonly<Record<string, Axis | undefined>>)[key];
}

/** 0 … 1 along the axis; the middle where the layout does not tell. */
function shareOf(value: number | string, name: string, layout: object): number {
  if (typeof value !== "number") return 0.5;
  if (name === "paper") return value;
  const [from, to] = axisOf(name, layout)?.range ?? [NaN, NaN];
  const share = (Number(onAxis(value, name, layout)) - from) / (to - from);
  return Number.isFinite(share) ? share : 0.5;
}

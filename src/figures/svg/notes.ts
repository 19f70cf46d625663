/** The notes of a figure in its static SVG: the point, an arrow, the text in a box. */
import { noteLines, noteSignature } from "../noteLines.js";
import type { Note } from "../note.js";
import { drawnValue, noteGap, notePlace } from "../notePlace.js";
import { notesOf } from "../notes.js";
import { palettes } from "../palette.js";
import type { PlotlyJson } from "../plotlyJson.js";
import { element, text, tenth } from "./element.js";
import { keyOf, type Frame, type Panels } from "./panels.js";

const lineHeight = 15;
const padding = 5;
const sizes = { text: 12, signature: 10 };

/** Pixels across for a character of size 1: there are no font metrics here, so rather too many. */
const characterWidth = 0.57;

export function notesMarkup(
  figure: PlotlyJson,
  { left, right, top, bottom }: Frame,
  panels: Panels,
): string {
  const along = (axis: string, from: number, to: number, value: number): number => {
    if (axis === "paper") return from + value * (to - from);
    const key = keyOf(axis);
    return panels.keys[key.startsWith("x") ? "x" : "y"].includes(key)
      ? panels.scale(key)(drawnValue(value, axis, figure.layout))
      : NaN;
  };
  return notesOf(figure)
    .map((note) => {
      const x = along(note.axes[0], left, right, Number(note.x));
      const y = along(note.axes[1], bottom, top, Number(note.y));
      return Number.isFinite(x) && Number.isFinite(y) ? noteMarkup(note, [x, y], figure) : "";
    })
    .join("");
}

function noteMarkup(note: Note, [x, y]: [number, number], { layout }: PlotlyJson): string {
  const palette = layout.paper_bgcolor === palettes.dark.paper ? palettes.dark : palettes.light;
  const box = boxOf(note, [x, y], layout);
  const end = { x2: x + (note.arrow?.right ?? 0), y2: y + (note.arrow?.down ?? 0) };
  const stroke = { stroke: palette.text, "stroke-width": 1.5 };
  const arrow = note.arrow
    ? element("line", { ...stroke, x1: x, y1: y, ...end }) +
      element("path", { ...stroke, d: arrowHead([x, y], [end.x2, end.y2]), fill: "none" })
    : "";
  const frame = { x: box.x, y: box.y, width: box.width, height: box.height, rx: 2 };
  return element(
    "g",
    { fill: palette.text, "font-size": sizes.text },
    element("title", {}, text(`${note.author}, ${note.date}`)),
    arrow,
    element("rect", { ...frame, fill: palette.paper, stroke: palette.axis }),
    ...box.lines.map((line, i) =>
      element("text", { x: box.x + padding, y: box.y + 14 + i * lineHeight }, text(line)),
    ),
    signature(note, box, palette.muted),
  );
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

function boxOf(note: Note, [x, y]: [number, number], layout: PlotlyJson["layout"]): Box {
  const lines = noteLines(note);
  const widths = [
    ...lines.map((line) => line.length * sizes.text),
    noteSignature(note).length * sizes.signature,
  ];
  const width = Math.max(...widths) * characterWidth + 2 * padding;
  const height = (lines.length + 1) * lineHeight + padding;
  const { xanchor, yanchor } = notePlace(note, layout);
  const { right, down } = note.arrow ?? { right: 0, down: yanchor === "top" ? noteGap : -noteGap };
  const across = { left: 0, center: 0.5, right: 1 }[xanchor];
  const along = { top: 0, middle: 0.5, bottom: 1 }[yanchor];
  return { x: x + right - across * width, y: y + down - along * height, width, height, lines };
}

function signature(note: Note, box: Box, fill: string): string {
  const y = box.y + 13 + box.lines.length * lineHeight;
  const attributes = { x: box.x + padding, y, fill, "font-size": sizes.signature };
  return element("text", attributes, text(noteSignature(note)));
}

/** Two strokes of eight pixels at the point, a sixth of a half turn to each side of the line. */
function arrowHead([x, y]: [number, number], [fromX, fromY]: [number, number]): string {
  const direction = Math.atan2(fromY - y, fromX - x);
  const side = (turn: number): string => {
    const angle = direction + turn;
    return `${tenth(x + 8 * Math.cos(angle))} ${tenth(y + 8 * Math.sin(angle))}`;
  };
  return `M${side(Math.PI / 6)}L${tenth(x)} ${tenth(y)}L${side(-Math.PI / 6)}`;
}

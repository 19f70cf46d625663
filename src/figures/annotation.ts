/** A note as an annotation of plotly: every renderer of plotly's JSON draws it. */
import type { Note } from "./note.js";
import { noteLines, noteSignature } from "./noteLines.js";
import { noteGap, notePlace, onAxis } from "./notePlace.js";
import type { Palette } from "./palette.js";
import type { Font } from "./plotlyJson.js";

export interface Annotation {
  readonly name?: string;
  readonly text: string;
  readonly hovertext?: string;
  readonly x: number | string;
  readonly y: number | string;
  readonly xref: string;
  readonly yref: string;
  readonly showarrow: boolean;
  readonly ax?: number;
  readonly ay?: number;
  readonly xanchor?: "left" | "center" | "right";
  readonly yanchor?: "top" | "middle" | "bottom";
  readonly yshift?: number;
  readonly align?: "left";
  readonly bgcolor?: string;
  readonly bordercolor?: string;
  readonly borderpad?: number;
  readonly font?: Font;
  readonly arrowcolor?: string;
  readonly arrowhead?: number;
  readonly arrowwidth?: number;
}

const prefix = "eigenscape:note:";

export function annotation(note: Note, layout: object, palette: Palette): Annotation {
  const { xanchor, yanchor } = notePlace(note, layout);
  const [xref, yref] = note.axes;
  const { arrow } = note;
  return {
    name: `${prefix}${note.id}`,
    text: markup(note, palette),
    hovertext: plain(`${note.author}, ${note.date.slice(0, 16).replace("T", " ")} UTC`),
    x: onAxis(note.x, xref, layout),
    y: onAxis(note.y, yref, layout),
    xref,
    yref,
    showarrow: arrow !== undefined,
    ...(arrow ? { ax: arrow.right, ay: arrow.down } : {}),
    ...(arrow ? {} : { yshift: yanchor === "top" ? -noteGap : noteGap }),
    xanchor,
    yanchor,
    align: "left",
    bgcolor: palette.paper,
    bordercolor: palette.axis,
    borderpad: 4,
    font: { size: 12, color: palette.text },
    arrowcolor: palette.text,
    arrowhead: 2,
    arrowwidth: 1.5,
  };
}

/** The id of the note that an annotation shows; undefined for annotations that are no notes. */
export function noteIdOf(shown: unknown): string | undefined {
  const { name } = (shown ?? {}) as { name?: unknown };
  return typeof name === "string" && name.startsWith(prefix)
    ? name.slice(prefix.length)
    : undefined;
}

function markup(note: Note, palette: Palette): string {
  const style = `font-size:10px;color:${palette.muted}`;
  const signature = `<span style="${style}">${plain(noteSignature(note))}</span>`;
  return [...noteLines(note).map(plain), signature].join("<br>");
}

/** As plotly writes it: neither a tag, nor a formula, nor a template. */
function plain(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("$", "&#36;")
    .replaceAll("%{", "&#37;{");
}

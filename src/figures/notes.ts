/**
 * The notes of a figure. They lie in `layout.meta`, where plotly keeps what it does not draw, and
 * once more as the annotations that show them, which are made anew whenever the notes change. The
 * figure's own annotations stay as they are.
 */
import type { Annotation } from "./annotation.js";
import { annotation, noteIdOf } from "./annotation.js";
import type { Note } from "./note.js";
import { isNote } from "./note.js";
import { palettes, type Theme } from "./palette.js";

/** Any plotly JSON, also other people's. */
export interface FigureWithLayout {
  readonly layout: object;
}

/** In the order in which they were added; what is no note is left out. */
export function notesOf(figure: { readonly layout?: object | undefined }): readonly Note[] {
  const { eigenscapeNotes: notes } = metaOf(figure.layout) as { eigenscapeNotes?: unknown };
  return Array.isArray(notes) ? notes.filter(isNote) : [];
}

/** Whether the figure has a place for notes: `layout.meta` may be a list of template values. */
export function takesNotes({ layout }: FigureWithLayout): boolean {
  const { meta = {} } = layout as { meta?: unknown };
  return typeof meta === "object" && meta !== null && !Array.isArray(meta);
}

/** The same figure with these notes in place of its own. */
export function withNotes<F extends FigureWithLayout>(
  figure: F,
  notes: readonly Note[],
  theme: Theme = "light",
): F {
  if (!takesNotes(figure))
    throw new TypeError("withNotes: layout.meta must be a record, got a list");
  const { annotations, meta, ...layout } = figure.layout as {
    annotations?: readonly Annotation[];
    meta?: object;
  };
  const kept: Record<string, unknown> = { ...meta };
  delete kept["eigenscapeNotes"];
  if (notes.length > 0) kept["eigenscapeNotes"] = notes;
  const own = (annotations ?? []).filter((shown) => noteIdOf(shown) === undefined);
  const drawn = notes.map((note) => annotation(note, figure.layout, palettes[theme]));
  return {
    ...figure,
    layout: {
      ...layout,
      ...(own.length + drawn.length > 0 && { annotations: [...own, ...drawn] }),
      ...(Object.keys(kept).length > 0 && { meta: kept }),
    },
  };
}

function metaOf(layout: object | undefined): object {
  const { meta } = (layout ?? {}) as { meta?: unknown };
  return typeof meta === "object" && meta !== null ? meta : {};
}

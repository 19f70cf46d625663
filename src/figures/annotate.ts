/** Notes from code: a figure is never changed, a new one comes back. */
import { Figure } from "./figure.js";
import type { Note, NoteInput } from "./note.js";
import { newNote } from "./note.js";
import type { FigureWithLayout } from "./notes.js";
import { notesOf, withNotes } from "./notes.js";
import type { Theme } from "./palette.js";
import type { AnyTrace, PlotlyJson } from "./plotlyJson.js";

/**
 * The figure with one more note.
 *
 * @param figure Ours or any other plotly JSON.
 * @param note Text, author and a point in the units of the axes; a note with the id of another replaces it.
 */
export function annotate<F extends FigureWithLayout>(figure: F, note: NoteInput): F {
  const added = newNote(note);
  const others = notesOf(figure).filter(({ id }) => id !== added.id);
  return withTheseNotes(figure, [...others, added]);
}

/** The figure without the note of that id. */
export function withoutNote<F extends FigureWithLayout>(figure: F, id: string): F {
  const notes = notesOf(figure);
  const others = notes.filter((note) => note.id !== id);
  if (others.length < notes.length) return withTheseNotes(figure, others);
  const known = notes.map((note) => note.id).join(", ") || "none";
  throw new RangeError(`withoutNote: id must be that of a note (${known}), got ${id}`);
}

/** As withNotes, and a Figure stays one. */
export function withTheseNotes<F extends FigureWithLayout>(
  figure: F,
  notes: readonly Note[],
  theme?: Theme,
): F {
  if (!(figure instanceof Figure)) return withNotes(figure, notes, theme);
  const plain: PlotlyJson = { ...figure };
  const made: Figure<AnyTrace> = new Figure(withNotes(plain, notes, theme), String(figure));
  return made as Figure<AnyTrace> & F; // it was a Figure
}

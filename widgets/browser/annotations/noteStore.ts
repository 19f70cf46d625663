/** Where the notes of one figure are kept: a notebook's output or a widget's state. */
import type { Note } from "../../../src/figures/note.js";

export interface NoteStore {
  list(): readonly Note[];
  /** False where nothing can be kept: a notebook that may only be read, a widget without kernel. */
  writable(): boolean;
  /** After this the figure is drawn anew by whoever shows it. */
  save(notes: readonly Note[]): void;
}

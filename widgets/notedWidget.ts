/**
 * A live widget with readers' notes: they are written into any of its views, and code lists, adds
 * and removes them here. `on("change:notes")` tells of both.
 */
import type { Note, NoteInput } from "../src/figures/note.js";
import { isNote, newNote } from "../src/figures/note.js";
import type { NotesState } from "./contract.js";
import type { WidgetOptions } from "./widget.js";
import { Widget } from "./widget.js";

export class NotedWidget<State extends object> extends Widget<State & NotesState> {
  constructor({ state, checks, ...options }: WidgetOptions<State>) {
    const noted: State & NotesState = { ...state, notes: [] };
    const checked: WidgetOptions<State>["checks"] = { ...checks };
    super({ ...options, state: noted, checks: { ...checked, notes: areNotes } });
  }

  /** In the order in which they were written. */
  get notes(): readonly Note[] {
    return this.get("notes");
  }

  /**
   * Adds a note, or replaces the one of the same id.
   *
   * @returns The note with its id and date.
   */
  annotate(input: NoteInput): Note {
    const note = newNote(input);
    this.#setNotes([...this.notes.filter(({ id }) => id !== note.id), note]);
    return note;
  }

  removeNote(id: string): void {
    const others = this.notes.filter((note) => note.id !== id);
    if (others.length < this.notes.length) return this.#setNotes(others);
    const known = this.notes.map((note) => note.id).join(", ") || "none";
    throw new RangeError(`removeNote: id must be that of a note (${known}), got ${id}`);
  }

  #setNotes(notes: readonly Note[]): void {
    const changes: Partial<NotesState> = { notes };
    this.set(changes as Partial<State & NotesState>);
  }
}

function areNotes(value: unknown): boolean {
  return Array.isArray(value) && value.every(isNote);
}

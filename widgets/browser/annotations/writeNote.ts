/** Adding and editing: ask for the point, ask for the words, keep the note. */
import { newNote, type Note } from "../../../src/figures/note.js";
import { noteAuthor, rememberAuthor } from "./noteAuthor.js";
import { noteDialog, type NoteAnswer } from "./noteDialog.js";
import { pickPoint } from "./notePicker.js";
import type { FullLayout, NotePoint } from "./notePoint.js";
import { notePoint } from "./notePoint.js";
import type { NoteStore } from "./noteStore.js";

export interface NoteContext {
  readonly el: HTMLElement;
  readonly signal: AbortSignal;
  readonly store: NoteStore;
  readonly fullLayout: () => FullLayout | undefined;
}

/** Asks for a new note; the focus goes back to the button that asked. */
export async function addNote(context: NoteContext): Promise<void> {
  const { el, signal, store, fullLayout } = context;
  const asked = document.activeElement;
  const pixel = await pickPoint(el, signal);
  const layout = fullLayout();
  if (pixel && layout) {
    const point = notePoint(layout, pixel.left, pixel.top);
    const answer = await noteDialog({ text: "", author: noteAuthor(), arrow: true }, false, signal);
    if (answer && answer !== "delete") store.save([...store.list(), made(answer, point)]);
  }
  if (asked instanceof HTMLElement) asked.focus({ preventScroll: true });
}

/** Opens a note: its words can be changed, or it can be deleted. Its date is that of its words. */
export async function editNote({ signal, store }: NoteContext, note: Note): Promise<void> {
  const { text, author, arrow } = note;
  const answer = await noteDialog({ text, author, arrow: arrow !== undefined }, true, signal);
  if (answer === undefined) return;
  const others = (id: string) => store.list().filter((other) => other.id !== id);
  if (answer === "delete") return store.save(others(note.id));
  const edited = rewritten(note, answer);
  store.save(store.list().map((other) => (other.id === note.id ? edited : other)));
}

function made(answer: NoteAnswer, { arrow, ...point }: NotePoint): Note {
  rememberAuthor(answer.author);
  return newNote({ ...point, ...answer, arrow: answer.arrow && arrow });
}

function rewritten(note: Note, { text, author, arrow }: NoteAnswer): Note {
  const { arrow: before, date, ...rest } = note;
  const same = text === note.text && author === note.author;
  return newNote({
    ...rest,
    text,
    author,
    ...(same && { date }),
    arrow: arrow && (before ?? true),
  });
}

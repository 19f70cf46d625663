/** A button for a new note, and all notes as a list for those who cannot use the picture. */
import type { Note } from "../../../src/figures/note.js";
import { noteSignature } from "../../../src/figures/noteLines.js";
import { element } from "../parts/element.js";
import { noteButton } from "./noteButton.js";

export interface NoteActions {
  readonly add: () => void;
  readonly edit: (note: Note) => void;
}

export interface NoteBar {
  /** For a corner of the figure. */
  readonly buttons: HTMLElement;
  /** For below the figure. */
  readonly list: HTMLElement;
  /** What there is to see now. */
  show(notes: readonly Note[], writable: boolean): void;
}

export function noteBar({ add, edit }: NoteActions): NoteBar {
  const adding = noteButton("note-add", "Add note", add);
  const toggle = noteButton("note-toggle", "", () => {
    list.hidden = !list.hidden;
    toggle.setAttribute("aria-expanded", String(!list.hidden));
  });
  toggle.setAttribute("aria-expanded", "false");
  adding.hidden = toggle.hidden = true; // until it is known what there is
  const list = element("ul", "note-list", { hidden: "" });
  const buttons = element("div", "note-bar", {}, adding, toggle);
  return {
    buttons,
    list,
    show(notes, writable) {
      adding.hidden = !writable;
      toggle.hidden = notes.length === 0;
      toggle.textContent = notes.length === 1 ? "1 note" : `${notes.length} notes`;
      buttons.dataset["notes"] = String(notes.length);
      if (notes.length === 0) list.hidden = true;
      list.replaceChildren(...notes.map((note) => row(note, writable ? edit : undefined)));
    },
  };
}

function row(note: Note, edit: NoteActions["edit"] | undefined): HTMLElement {
  const time = element("time", "note-signature", { datetime: note.date }, noteSignature(note));
  const text = element("span", "note-words", {}, note.text);
  const made = element("li", "note-row", {}, text, " ", time);
  if (edit === undefined) return made;
  const button = noteButton("note-edit", "Edit", () => edit(note));
  button.setAttribute("aria-label", `Edit the note: ${note.text}`);
  made.append(" ", button);
  return made;
}

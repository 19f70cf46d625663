/** Notes of a live widget: an entry of its state, the same in the kernel and in every view. */
import { isNote } from "../../../src/figures/note.js";
import type { NotesState } from "../../contract.js";
import type { ViewModel } from "../render.js";
import type { NoteStore } from "./noteStore.js";

export function widgetNotes(model: ViewModel<NotesState>): NoteStore {
  return {
    list: () => model.get("notes").filter(isNote),
    writable: () => model.keepsNotes,
    save: (notes) => model.set({ notes }),
  };
}

/** The state of all widgets as the page holds it; notes that a reader writes into a widget go there, too. */
import type { HTMLManager } from "@jupyter-widgets/html-manager/lib/htmlmanager";
import { isNote } from "../../src/figures/note.js";
import { safeJson } from "../markup.js";
import { tellChangedNotes } from "./changedNotes.js";

export type SavedState = Parameters<HTMLManager["set_state"]>[0];
type Models = Awaited<ReturnType<HTMLManager["set_state"]>>;

interface WithModels {
  readonly state: Readonly<Record<string, { readonly state: Record<string, unknown> }>>;
}

export function readState(holder: HTMLScriptElement): SavedState {
  return JSON.parse(holder.text) as SavedState;
}

export function keepNotes(holder: HTMLScriptElement, models: Models): void {
  for (const model of models) {
    model.on("change:notes", () => {
      const notes: unknown = model.get("notes");
      // A widget that was written in a cell may call anything notes.
      if (!Array.isArray(notes) || !notes.every(isNote)) return;
      const saved = JSON.parse(holder.text) as WithModels;
      const own = saved.state[model.model_id];
      if (own === undefined) return;
      own.state["notes"] = notes;
      holder.text = safeJson(saved);
      tellChangedNotes();
    });
  }
}

/**
 * Notes of a figure in a report: they go into its JSON and, for our figures, into its static picture,
 * which the page holds and a copy of it takes along.
 */
import { bundleNotes, notedBundle } from "../../src/figures/notedBundle.js";
import type { NoteStore } from "../../widgets/browser/annotations/noteStore.js";
import type { FigureJson } from "../../widgets/browser/plotPanel.js";
import { safeJson } from "../markup.js";
import { plotlyType } from "../plotlyOutput.js";
import { tellChangedNotes } from "./changedNotes.js";

export interface FigureNotes extends NoteStore {
  /** As it is with its notes. */
  readonly figure: FigureJson;
}

/**
 * @param holder Script element with the figure's JSON.
 * @param picture Element of the static picture.
 * @param redraw Called after the notes have changed.
 */
export function figureNotes(
  holder: HTMLScriptElement,
  picture: HTMLElement | null,
  redraw: () => void,
): FigureNotes {
  let figure = JSON.parse(holder.text) as FigureJson;
  return {
    get figure() {
      return figure;
    },
    list: () => bundleNotes({ [plotlyType]: figure }),
    writable: () => true,
    save(notes) {
      const noted = notedBundle({ [plotlyType]: figure }, notes);
      figure = noted[plotlyType] as FigureJson;
      holder.text = safeJson(figure);
      const drawn = noted["text/html"];
      if (typeof drawn === "string") picture?.replaceChildren(markup(drawn));
      tellChangedNotes();
      redraw();
    },
  };
}

function markup(text: string): DocumentFragment {
  return document.createRange().createContextualFragment(text);
}

/**
 * A plotly figure with readers' notes: `plotPanel`, and what adds, edits, moves and deletes notes.
 * Clicking a note opens it, dragging moves it; both are plotly's own.
 */
import type { Note } from "../../../src/figures/note.js";
import { noteIdOf } from "../../../src/figures/annotation.js";
import { takesNotes, withNotes, type FigureWithLayout } from "../../../src/figures/notes.js";
import { pageTheme } from "../pageTheme.js";
import type { FigureJson, PlotListeners } from "../plotPanel.js";
import { plotPanel } from "../plotPanel.js";
import { noteBar } from "./noteBar.js";
import { element } from "../parts/element.js";
import { movedNotes, type Moves } from "./noteMoves.js";
import type { FullLayout } from "./notePoint.js";
import type { NoteStore } from "./noteStore.js";
import { addNoteStyle } from "./noteStyle.js";
import { addNote, editNote } from "./writeNote.js";

interface PlotlyElement extends HTMLElement {
  readonly _fullLayout?: FullLayout;
  on?(event: string, handler: (event: never) => void): void;
  removeListener?(event: string, handler: (event: never) => void): void;
}

/** As plotPanel: a function that draws a figure; the notes of the store come on top. */
export function notedPanel(
  el: HTMLElement,
  signal: AbortSignal,
  store: NoteStore,
  listeners: PlotListeners = {},
): (figure: FigureJson) => Promise<void> {
  addNoteStyle();
  el.classList.add("eigenscape-noted");
  const plot: PlotlyElement = element("div", "noted-plot");
  const stage = element("div", "noted-stage", {}, plot);
  const context = { el: stage, signal, store, fullLayout: () => plot._fullLayout };
  const bar = noteBar({
    add: () => void addNote(context),
    edit: (note) => void editNote(context, note),
  });
  stage.append(bar.buttons);
  el.append(stage, bar.list);
  signal.addEventListener("abort", () => el.replaceChildren(), { once: true });

  const own = noteListeners(plot, store, (note) => void editNote(context, note));
  const draw = plotPanel(plot, signal, listeners);
  return async (figure) => {
    const [possible, notes] = [takesNotes(figure as FigureWithLayout), store.list()];
    const writable = possible && store.writable();
    await draw(possible ? noted(figure, notes, writable) : figure);
    if (signal.aborted) return;
    bar.show(possible ? notes : [], writable);
    if (writable) listen(plot, own);
  };
}

function noted(figure: FigureJson, notes: readonly Note[], writable: boolean): FigureJson {
  const shown = withNotes(figure as FigureJson & FigureWithLayout, notes, pageTheme());
  const { annotations = [] } = shown.layout as { annotations?: readonly unknown[] };
  // Plotly lets all annotations be dragged or none: those of others must stay where they are.
  const movable = writable && annotations.every((one) => noteIdOf(one) !== undefined);
  const edits = { annotationPosition: movable, annotationTail: movable };
  return { ...shown, config: { ...(figure.config as object | undefined), edits } };
}

type OwnListeners = Readonly<Record<string, (event: never) => void>>;

/** Anew after each drawing: plotly forgets listeners when it begins from nothing. */
function listen(plot: PlotlyElement, own: OwnListeners): void {
  for (const [name, handler] of Object.entries(own)) {
    plot.removeListener?.(name, handler);
    plot.on?.(name, handler);
  }
}

function noteListeners(
  plot: PlotlyElement,
  store: NoteStore,
  open: (note: Note) => void,
): OwnListeners {
  const noteAt = (index: number): Note | undefined => {
    const { annotations = [] } =
      (plot as { layout?: { annotations?: readonly unknown[] } }).layout ?? {};
    return store.list().find(({ id }) => id === noteIdOf(annotations[index]));
  };
  return {
    plotly_clickannotation: ({ index }: { index: number }) => {
      const note = noteAt(index);
      if (note) open(note);
    },
    plotly_relayout: (moves: Moves) => {
      const notes = movedNotes(store.list(), moves, noteAt, plot._fullLayout ?? {});
      if (notes) store.save(notes);
    },
  };
}

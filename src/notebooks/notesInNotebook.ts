/**
 * The notes that readers left in a notebook's file: those of figures lie in the outputs, those of
 * live widgets in the saved state of the widgets.
 */
import type { Note } from "../figures/note.js";
import { isNote } from "../figures/note.js";
import { bundleNotes } from "../figures/notedBundle.js";
import type { NotebookFile, WidgetStates } from "./notebookFile.js";
import { readNotebook } from "./notebookFile.js";

export interface NotebookNote extends Note {
  /** Index of the cell below which it is shown; undefined for a widget that no cell shows. */
  readonly cell: number | undefined;
}

/** @param path A file such as analysis.ipynb; no kernel is needed. */
export async function notesInNotebook(path: string): Promise<NotebookNote[]> {
  const notebook = await readNotebook("notesInNotebook", path);
  const inOutputs = notebook.cells.flatMap(({ outputs = [] }, cell) =>
    outputs.flatMap(({ data = {} }) => bundleNotes(data).map((note) => ({ ...note, cell }))),
  );
  const inWidgets = Object.entries(widgetStates(notebook)).flatMap(([id, { state }]) =>
    widgetNotes(state).map((note) => ({ ...note, cell: cellOfWidget(notebook, id) })),
  );
  return [...inOutputs, ...inWidgets];
}

export const widgetStateType = "application/vnd.jupyter.widget-state+json";
const widgetViewType = "application/vnd.jupyter.widget-view+json";

export function widgetStates({ metadata }: NotebookFile): WidgetStates {
  return metadata?.widgets?.[widgetStateType]?.state ?? {};
}

/** The notes in the state of a widget; none where `notes` is something else. */
export function widgetNotes(state: Readonly<Record<string, unknown>> = {}): readonly Note[] {
  const { notes } = state;
  return Array.isArray(notes) ? notes.filter(isNote) : [];
}

function cellOfWidget({ cells }: NotebookFile, id: string): number | undefined {
  const cell = cells.findIndex(({ outputs = [] }) =>
    outputs.some(({ data }) => {
      const view = data?.[widgetViewType] as { model_id?: unknown } | undefined;
      return view?.model_id === id;
    }),
  );
  return cell < 0 ? undefined : cell;
}

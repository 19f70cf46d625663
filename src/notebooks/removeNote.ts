/** Removing a reader's note from a notebook's file. */
import type { Note } from "../figures/note.js";
import { bundleNotes, notedBundle } from "../figures/notedBundle.js";
import type { NotebookFile, NotebookOutput } from "./notebookFile.js";
import { readNotebook, writeNotebook } from "./notebookFile.js";
import { widgetNotes, widgetStates, widgetStateType } from "./notesInNotebook.js";

/**
 * Rewrites the file without the note. JupyterLab, if it has the notebook open, offers to load it
 * anew.
 *
 * @param id As `notesInNotebook` lists it.
 */
export async function removeNote(path: string, id: string): Promise<void> {
  const notebook = await readNotebook("removeNote", path);
  let found = false;
  const without = (notes: readonly Note[]): readonly Note[] | undefined => {
    const others = notes.filter((note) => note.id !== id);
    if (others.length === notes.length) return undefined;
    found = true;
    return others;
  };
  const changed = withWidgets(withOutputs(notebook, without), without);
  if (!found) throw new RangeError(`removeNote: id must be that of a note in ${path}, got ${id}`);
  await writeNotebook(path, changed);
}

/** What is left of a figure's notes; undefined if nothing changes. */
type Change = (notes: readonly Note[]) => readonly Note[] | undefined;

function withOutputs(notebook: NotebookFile, change: Change): NotebookFile {
  const changed = (output: NotebookOutput): NotebookOutput => {
    const notes = output.data && change(bundleNotes(output.data));
    return notes ? { ...output, data: notedBundle(output.data ?? {}, notes) } : output;
  };
  const cells = notebook.cells.map((cell) =>
    cell.outputs ? { ...cell, outputs: cell.outputs.map(changed) } : cell,
  );
  return { ...notebook, cells };
}

function withWidgets(notebook: NotebookFile, change: Change): NotebookFile {
  const { metadata } = notebook;
  const saved = metadata?.widgets?.[widgetStateType];
  if (saved === undefined) return notebook;
  const entries = Object.entries(widgetStates(notebook)).map(([id, model]) => {
    const notes = change(widgetNotes(model.state));
    return [id, notes ? { ...model, state: { ...model.state, notes } } : model] as const;
  });
  const widgets = {
    ...metadata?.widgets,
    [widgetStateType]: { ...saved, state: Object.fromEntries(entries) },
  };
  return { ...notebook, metadata: { ...metadata, widgets } };
}

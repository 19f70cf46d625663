/**
 * Notes of a figure in a notebook's output: they go into the output itself, so that saving the
 * notebook keeps them. The static picture in the same output is drawn anew, for it is what pages
 * without scripts show.
 */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import type { PlotlyJson } from "../../../src/figures/plotlyJson.js";
import type { FigureWithLayout } from "../../../src/figures/notes.js";
import { notesOf, withNotes } from "../../../src/figures/notes.js";
import { staticSvg } from "../../../src/figures/staticSvg.js";
import { isOurs } from "../isOurs.js";
import type { NoteStore } from "./noteStore.js";

type Data = IRenderMime.IMimeModel["data"];

/**
 * @param node The output in the page: whether it may be changed is told by what it lies in.
 * @param model The output that is shown now.
 */
export function mimeNotes(
  mimeType: string,
  node: HTMLElement,
  model: () => IRenderMime.IMimeModel | undefined,
): NoteStore {
  const figure = (): FigureWithLayout | undefined =>
    model()?.data[mimeType] as unknown as FigureWithLayout | undefined;
  return {
    list: () => notesOf(figure() ?? {}),
    writable: () => model() !== undefined && !readOnly(node),
    save(notes) {
      const [shown, now] = [model(), figure()];
      if (shown === undefined || now === undefined) return;
      const noted = withNotes(now, notes);
      const picture = isOurs(noted) ? { "text/html": staticSvg(noted as PlotlyJson) } : {};
      const data = { ...shown.data, [mimeType]: noted, ...picture } as unknown as Data;
      shown.setData({ data, metadata: shown.metadata });
    },
  };
}

/** A cell that must not be edited, or a file that must not be written. */
function readOnly(node: HTMLElement): boolean {
  const panel = node.closest(".jp-NotebookPanel");
  return (
    node.closest(".jp-mod-readOnly") !== null ||
    panel?.querySelector('[data-jp-item-name="read-only-indicator"]') != null
  );
}

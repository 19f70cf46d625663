/**
 * Notes of a figure in a notebook's output: they go into the output itself, so that saving the
 * notebook keeps them.
 */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { bundleNotes, notedBundle } from "../../../src/figures/notedBundle.js";
import type { NoteStore } from "./noteStore.js";

/**
 * @param node The output in the page: whether it may be changed is told by what it lies in.
 * @param model The output that is shown now.
 */
export function mimeNotes(
  node: HTMLElement,
  model: () => IRenderMime.IMimeModel | undefined,
): NoteStore {
  return {
    list: () => bundleNotes(model()?.data ?? {}),
    writable: () => model() !== undefined && !readOnly(node),
    save(notes) {
      const shown = model();
      if (shown === undefined) return;
      const data = notedBundle(shown.data, notes) as typeof shown.data;
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

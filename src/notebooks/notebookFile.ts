/**
 * A notebook as a file: Jupyter's format 4, of which only outputs and the state of widgets are
 * known here. Written as Jupyter writes it, so that a version control sees what changed.
 */
import { readFile, writeFile } from "node:fs/promises";
import type { MimeBundle } from "../core/display.js";

export interface NotebookFile {
  readonly cells: readonly NotebookCell[];
  readonly metadata?: {
    readonly widgets?: Readonly<Record<string, { readonly state?: WidgetStates }>>;
  };
}

export interface NotebookCell {
  readonly outputs?: readonly NotebookOutput[];
}

export interface NotebookOutput {
  readonly data?: MimeBundle;
}

/** By the id of the widget's model. */
export type WidgetStates = Readonly<
  Record<string, { readonly state?: Readonly<Record<string, unknown>> }>
>;

export async function readNotebook(caller: string, path: string): Promise<NotebookFile> {
  const text = await readFile(path, "utf8");
  const notebook = parsed(text) as Partial<NotebookFile> | undefined;
  if (Array.isArray(notebook?.cells)) return notebook as NotebookFile;
  throw new TypeError(`${caller}: path must be that of a notebook of format 4, got ${path}`);
}

export async function writeNotebook(path: string, notebook: NotebookFile): Promise<void> {
  await writeFile(path, `${JSON.stringify(notebook, null, 1)}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A notebook → a report: one HTML file that needs no server, no network and no kernel. */
import { cellMarkup } from "./cell.js";
import { contents, type Heading } from "./contents.js";
import { joined, languageOf, type Notebook, type Output } from "./notebook.js";
import { page } from "./page.js";
import { plotlyType } from "./plotlyOutput.js";
import { drawsFigures, widgetState, widgetType } from "./widgetState.js";

export interface ReportOptions {
  /** Default: the title in the notebook's metadata, its first heading, or the file's name. */
  readonly title?: string;
  /** Folds all code at the beginning; readers may unfold it. */
  readonly hideCode?: boolean;
  /** Folder of the notebook, for images that it names. */
  readonly folder: string;
  /** File name of the notebook. */
  readonly name: string;
  /** The notebook's text, when readers shall be able to download it. */
  readonly source?: string;
}

export interface Report {
  readonly html: string;
  /** What is not in it, one line each. */
  readonly warnings: readonly string[];
}

export function report(notebook: Notebook, options: ReportOptions): Report {
  const { hideCode = false, folder, name, source } = options;
  const headings: Heading[] = [];
  const warnings: string[] = [];
  const widgets = shownWidgets(notebook);
  const place = {
    language: languageOf(notebook),
    hideCode,
    widgets,
    folder,
    headings,
    warn: (message: string) => void warnings.push(message),
  };
  const cells = notebook.cells.map((cell) => cellMarkup(cell, place)).join("\n");
  const html = page({
    title: options.title ?? titleOf(notebook, headings, name),
    heading: !headings.some(({ level }) => level === 1),
    contents: contents(headings),
    cells,
    plotly: has(notebook, plotlyType) || (widgets !== undefined && drawsFigures(widgets)),
    widgets,
    source: source === undefined ? undefined : { name, text: source },
  });
  return { html, warnings };
}

function titleOf({ metadata }: Notebook, headings: readonly Heading[], name: string): string {
  return joined(metadata.title) || headings[0]?.title || name.replace(/\.ipynb$/, "");
}

/** The scripts of widgets come only with notebooks that show one. */
function shownWidgets(notebook: Notebook) {
  return has(notebook, widgetType) ? widgetState(notebook) : undefined;
}

function has({ cells }: Notebook, type: string): boolean {
  const holds = (output: Output): boolean => "data" in output && output.data[type] !== undefined;
  return cells.some(({ outputs = [] }) => outputs.some(holds));
}

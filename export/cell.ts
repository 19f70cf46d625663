/** One cell as markup. */
import { codeBlock } from "./code.js";
import type { Heading } from "./contents.js";
import { embeddedImage } from "./images.js";
import { markdown } from "./markdown.js";
import { element, escape } from "./markup.js";
import type { Cell } from "./notebook.js";
import { joined } from "./notebook.js";
import { outputMarkup } from "./output.js";
import type { WidgetState } from "./widgetState.js";

export interface CellPlace {
  readonly language: string;
  readonly hideCode: boolean;
  readonly widgets: WidgetState | undefined;
  readonly folder: string;
  readonly headings: Heading[];
  readonly warn: (message: string) => void;
}

export function cellMarkup(cell: Cell, place: CellPlace): string {
  const { attachments = {} } = cell;
  const image = (source: string): string => embeddedImage(source, { attachments, ...place });
  const source = joined(cell.source);
  if (cell.cell_type === "markdown") {
    const text = markdown(source, { image, headings: place.headings });
    return element("div", { class: "cell text" }, text);
  }
  if (cell.cell_type === "raw")
    return element("div", { class: "cell" }, element("pre", { tabindex: 0 }, escape(source)));
  const outputs = (cell.outputs ?? []).map((output) =>
    element("div", { class: "output" }, outputMarkup(output, { image, widgets: place.widgets })),
  );
  return element("div", { class: "cell code" }, code(cell, source, place), fold(cell, outputs));
}

function code(cell: Cell, source: string, { language, hideCode }: CellPlace): string {
  if (source.trim() === "") return "";
  const open = !hideCode && cell.metadata?.jupyter?.source_hidden !== true;
  const count = cell.execution_count;
  const name = typeof count === "number" ? `Code ${count}` : "Code";
  const first = source.trim().split("\n")[0] ?? "";
  return element(
    "details",
    { class: "source", open },
    element("summary", {}, name, element("span", { class: "first-line" }, escape(first))),
    codeBlock(source, language),
  );
}

/** Outputs that the author has hidden are folded. */
function fold(cell: Cell, outputs: readonly string[]): string {
  if (outputs.length === 0) return "";
  const all = element("div", { class: "outputs" }, ...outputs);
  if (cell.metadata?.jupyter?.outputs_hidden !== true) return all;
  return element("details", { class: "hidden-outputs" }, element("summary", {}, "Output"), all);
}

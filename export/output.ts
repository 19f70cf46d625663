/** One output of a code cell as markup: the richest form that the notebook has of it. */
import { codeBlock } from "./code.js";
import { markdown, type MarkdownPlace } from "./markdown.js";
import { element, escape } from "./markup.js";
import { latexOutput } from "./mathematics.js";
import type { MimeData, Output } from "./notebook.js";
import { joined } from "./notebook.js";
import { plotlyOutput, plotlyType } from "./plotlyOutput.js";
import { terminal } from "./terminal.js";
import { widgetOutput, widgetType, type WidgetState } from "./widgetState.js";

export interface OutputPlace extends Pick<MarkdownPlace, "image"> {
  readonly widgets: WidgetState | undefined;
}

type Show = (data: MimeData, place: OutputPlace) => string;

const image =
  (type: string): Show =>
  (data) =>
    element("img", {
      src: `data:${type};base64,${joined(data[type]).replace(/\s/g, "")}`,
      alt: joined(data["text/plain"]) || "output of the cell",
    });

/** In order of preference. The author's HTML and SVG are shown as they are. */
const shows: Readonly<Record<string, Show>> = {
  [widgetType]: (data, { widgets }) => widgetOutput(data, widgets),
  [plotlyType]: (data) => plotlyOutput(data),
  "text/html": (data) => element("div", { class: "html" }, joined(data["text/html"])),
  "text/markdown": (data, { image }) =>
    element(
      "div",
      { class: "html" },
      markdown(joined(data["text/markdown"]), { image, headings: [] }),
    ),
  "image/svg+xml": (data) => joined(data["image/svg+xml"]),
  "image/png": image("image/png"),
  "image/jpeg": image("image/jpeg"),
  "image/gif": image("image/gif"),
  "image/webp": image("image/webp"),
  "text/latex": (data) => latexOutput(joined(data["text/latex"])),
  "application/json": (data) =>
    codeBlock(JSON.stringify(data["application/json"], null, 2), "json"),
  "text/plain": (data) => terminal(joined(data["text/plain"]), "result"),
};

export function outputMarkup(output: Output, place: OutputPlace): string {
  switch (output.output_type) {
    case "stream":
      return terminal(joined(output.text), output.name === "stderr" ? "stderr" : "stdout");
    case "error": {
      const { ename = "Error", evalue = "", traceback = [] } = output;
      return terminal(traceback.length > 0 ? traceback.join("\n") : `${ename}: ${evalue}`, "error");
    }
    case "display_data":
    case "execute_result":
      return dataMarkup(output.data, place);
  }
}

function dataMarkup(data: MimeData, place: OutputPlace): string {
  const type = Object.keys(shows).find((known) => data[known] !== undefined);
  const show = type === undefined ? undefined : shows[type];
  if (show !== undefined) return show(data, place);
  const types = Object.keys(data).join(", ") || "nothing";
  return element(
    "p",
    { class: "no-picture" },
    escape(`An output that cannot be shown here: ${types}`),
  );
}

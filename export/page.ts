/**
 * The page around the cells. Its content security policy lets nothing be loaded from anywhere, so a
 * report makes no request whatever an output contains.
 */
import { built, mathStyle, plotlyScript } from "./assets.js";
import { element, escape, jsonScript } from "./markup.js";
import { cellStyle } from "./style/cells.js";
import { pageStyle } from "./style/page.js";
import type { WidgetState } from "./widgetState.js";

export interface PageParts {
  readonly title: string;
  /** A heading of its own when the notebook has none of the first level. */
  readonly heading: boolean;
  readonly contents: string;
  readonly cells: string;
  readonly plotly: boolean;
  readonly widgets: WidgetState | undefined;
  /** The notebook for its readers to download. */
  readonly source: { readonly name: string; readonly text: string } | undefined;
}

/** plotly's WebGL traces and inline widgets compile code; blob: is for downloads and modules of those. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob: data:",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "media-src data: blob:",
  "font-src data:",
  "worker-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export function page(parts: PageParts): string {
  const { title, contents, cells, heading } = parts;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="eigenscape">
<title>${escape(title)}</title>
<style>${styles(parts)}</style>
</head>
<body class="${contents === "" ? "" : "with-contents"}">
${toolbar(parts)}
${navigation(contents)}
<main>
${heading ? element("h1", {}, escape(title)) : ""}
${cells}
</main>
${scripts(parts)}
</body>
</html>
`;
}

/** Buttons are of no use before the script has run, and are shown by it. */
function toolbar({ source, cells, plotly }: PageParts): string {
  const button = (action: string, text: string): string =>
    element("button", { type: "button", "data-action": action, hidden: true }, text);
  return element(
    "header",
    {},
    button("theme", "Dark"),
    cells.includes('<details class="source"') ? button("code", "Hide code") : "",
    source ? button("download", "Download notebook") : "",
    plotly ? button("save", "Download this report with my notes") : "",
  );
}

function navigation(contents: string): string {
  if (contents === "") return "";
  const list = element("details", { open: true }, element("summary", {}, "Contents"), contents);
  return element("nav", { "aria-label": "Contents" }, list);
}

function styles({ cells, widgets }: PageParts): string {
  const math = cells.includes("<math") ? mathStyle() : "";
  const all = [widgets ? built("widgets.css") : "", math, pageStyle, cellStyle];
  return all.join("\n").replaceAll("</style", "<\\/style");
}

function scripts({ plotly, widgets, source }: PageParts): string {
  return [
    source ? notebookScript(source) : "",
    widgets ? jsonScript(widgets, { id: "widget-state" }) : "",
    plotly ? script(built("figures.js")) + script(plotlyScript()) : "",
    script(built("report.js")),
    widgets ? script(built("widgets.js")) : "",
  ].join("\n");
}

/** As text, so that what is downloaded is what was read. */
function notebookScript({ name, text }: { name: string; text: string }): string {
  return jsonScript(text, { id: "notebook", "data-name": name });
}

/** Inside a script element neither may stand; in JavaScript a backslash more says the same. */
function script(code: string): string {
  const safe = code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  return `<script>${safe}</script>`;
}

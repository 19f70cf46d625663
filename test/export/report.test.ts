/** What a report is made of, piece by piece; how it looks and works is seen in test/widgets/report.test.ts. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readNotebook, report, type Cell, type Notebook } from "../../export/index.js";
import {
  code,
  markdown,
  notebookOf,
  pixel,
  printed,
  sampleNotebook,
  shown,
} from "./sampleNotebook.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-export-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const made = (
  notebook: Notebook,
  more: { title?: string; hideCode?: boolean; source?: string } = {},
) => report(notebook, { folder, name: "n.ipynb", ...more });
/** What stands between the page's scripts and styles. */
const main = (...cells: Cell[]): string =>
  /<main>([\s\S]*)<\/main>/.exec(made(notebookOf(cells)).html)?.[1] ?? "";

test.each([
  ["no JSON", "{", "something that is not JSON"],
  ["a list", "[]", "JSON without nbformat"],
  ["other JSON", '{"a": 1}', "JSON without nbformat"],
  [
    "format 3",
    '{"nbformat": 3, "worksheets": []}',
    "format 3; jupyter nbconvert --to notebook makes",
  ],
  ["format 5", '{"nbformat": 5, "cells": []}', "format 5, which this version does not know"],
  ["no cells", '{"nbformat": 4}', "no list of cells"],
])("refuses %s in one line", (_, text, got) => {
  const read = () => readNotebook(text, "a.ipynb");
  expect(read).toThrow(`export: a.ipynb must be a Jupyter notebook of format 4, got ${got}`);
});

test("markup in texts is text", () => {
  const evil = "<script>alert(1)</script>&\"'";
  const safe = "&lt;script&gt;alert(1)&lt;/script&gt;";
  const html = main(
    code(evil, printed(evil), shown({ "text/plain": evil }), shown({ "application/json": [evil] })),
    code("1", { output_type: "error", ename: evil, evalue: evil, traceback: [] }),
    { cell_type: "raw", source: evil },
    markdown("`" + evil + "`"),
  );
  expect(html).not.toContain("<script>");
  expect(html.split(safe).length - 1).toBeGreaterThanOrEqual(6);
  const { html: page } = made(notebookOf([markdown("text")]), {
    title: evil,
    source: `["${evil}"]`,
  });
  expect(page).toContain(`<title>${safe}`);
  expect(page).not.toContain("<script>alert");
});

test("the author's HTML and SVG are the author's", () => {
  const html = "<b>bold</b>";
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  expect(main(code("1", shown({ "text/html": html })))).toContain(html);
  expect(main(code("1", shown({ "image/svg+xml": svg })))).toContain(svg);
});

test("the richest form of an output is shown, and one that nobody knows is named", () => {
  const both = main(code("1", shown({ "text/plain": "plain", "text/html": "<i>rich</i>" })));
  expect(both).toContain("<i>rich</i>");
  expect(both).not.toContain("plain");
  expect(main(code("1", shown({ "x/y": 1 })))).toContain(
    "An output that cannot be shown here: x/y",
  );
});

test("colours and rewritten lines of a terminal", () => {
  const html = main(code("1", printed("10 %\r\u001b[31m100\u001b[0m %\nnext\r\nlast")));
  expect(html).toContain('<span class="ansi-red-fg">100</span> %\nnext\nlast');
  expect(html).not.toContain("10 %");
});

test("formulas are MathML; a wrong one is shown as written", () => {
  const html = main(markdown("$x^2$ and \\$5 and $5 or $6 and $\\wrong{$"));
  expect(html).toContain("<msup");
  expect(html).toContain("$5 and $5 or $6");
  expect(html).toMatch(/<code class="wrong-tex" title="[^"]*">\\wrong\{<\/code>/);
});

test("contents nest by level, with ids that are links' own", () => {
  const { html } = made(notebookOf([markdown("# A b\n## C *d*\n## C d\n#### deep\n# E")]));
  const nav = /<nav[\s\S]*<\/nav>/.exec(html)?.[0].replace(/<details.*?<\/summary>/, "");
  expect(nav).toContain(
    '<ul><li><a href="#A-b">A b</a><ul><li><a href="#C-d">C d</a></li>' +
      '<li><a href="#C-d-2">C d</a></li></ul></li><li><a href="#E">E</a></li></ul>',
  );
  for (const id of ["A-b", "C-d", "C-d-2", "E", "deep"]) expect(html).toContain(`id="${id}"`);
  expect(made(notebookOf([markdown("# alone")])).html).not.toContain("<nav");
});

test("a page has one title: given, of the notebook, of its first heading, or the file's name", () => {
  const title = (notebook: Notebook, given?: string) =>
    /<title>(.*)<\/title>/.exec(
      made(notebook, given === undefined ? {} : { title: given }).html,
    )?.[1];
  const headed = notebookOf([markdown("# Heading")]);
  expect(title(headed, "Given")).toBe("Given");
  expect(title({ ...headed, metadata: { title: "Of metadata" } })).toBe("Of metadata");
  expect(title(headed)).toBe("Heading");
  expect(title(notebookOf([]))).toBe("n");
  expect(made(notebookOf([])).html).toContain("<h1>n</h1>");
  expect(made(headed).html.match(/<h1/g)).toHaveLength(1);
});

test("code is open unless told otherwise, by option or by the cell", () => {
  const cell = code("1");
  const hidden = { ...cell, metadata: { jupyter: { source_hidden: true } } };
  expect(main(cell)).toContain('<details class="source" open>');
  expect(main(hidden)).toContain('<details class="source">');
  expect(made(notebookOf([cell]), { hideCode: true }).html).toContain('<details class="source">');
});

test("images come with the page, and what cannot come is told", () => {
  writeFileSync(join(folder, "dot one.png"), Buffer.from(pixel, "base64"));
  const text = [
    "![a](attachment:in.png)", "![b](dot%20one.png)", "![c](https://example.org/c.png)",
    "![d](missing.png)", "![e](attachment:gone.png)",
  ].join("\n"); // prettier-ignore
  const notebook = notebookOf([markdown(text, { "in.png": { "image/png": pixel } })]);
  const { html, warnings } = made(notebook);
  expect(html.split(`src="data:image/png;base64,${pixel}"`)).toHaveLength(3);
  expect(warnings).toEqual([
    "https://example.org/c.png is on the web and is not shown in the report",
    "missing.png cannot be read as an image",
    "attachment:gone.png is not in the notebook",
  ]);
});

test("sizes: small without figures, plotly once with them, widgets only where they are shown", () => {
  const size = (notebook: Notebook): number => Buffer.byteLength(made(notebook).html);
  const text = notebookOf([markdown("# A\n$x$"), code("1", printed("1"))]);
  expect(size(text)).toBeLessThan(100_000);
  const { cells, metadata } = sampleNotebook();
  const figures = cells.filter(({ outputs = [] }) =>
    outputs.every(
      (o) => !("data" in o) || !Object.keys(o.data).some((k) => k.includes("widget-view")),
    ),
  );
  const withFigures = made({ nbformat: 4, metadata, cells: figures }).html;
  expect(withFigures.length).toBeGreaterThan(4_600_000);
  expect(withFigures.length - JSON.stringify(figures).length).toBeLessThan(5_000_000);
  // Booleans: a failure must not print megabytes.
  expect(withFigures.includes('id="widget-state"')).toBe(false);
  expect(made(sampleNotebook()).html.includes('id="widget-state"')).toBe(true);
  const all = sampleNotebook();
  expect(size(all) - JSON.stringify(all).length).toBeLessThan(6_700_000);
});

test("a page lets nothing in from outside", () => {
  const { html } = made(sampleNotebook());
  const policy = `http-equiv="Content-Security-Policy" content="default-src 'none';`;
  expect([policy, "cdn.plot.ly/plotly-3"].map((part) => html.includes(part))).toEqual([
    true,
    false,
  ]);
});

/** docs/annotations.md is a program, run beside a notebook with notes. `npm run docs` writes what it prints. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { annotate } from "../../src/figures/annotate.js";
import { trainingCurveFigure } from "../../src/figures/trainingCurve.js";
import { runPage } from "./runPage.js";
import { difference } from "./sameNumbers.js";

const file = "docs/annotations.md";
const name = "analysis.ipynb";
const folder = mkdtempSync(join(tmpdir(), "annotations-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A cell whose figure has two notes. */
function writeNotebook(path: string): void {
  const figure = trainingCurveFigure([{ step: 1, loss: 2 }]);
  const note = { id: "1f0c2a", author: "Ada", date: "2026-11-28T10:00:00Z", x: 1, y: 2 };
  const noted = [
    { ...note, text: "why so high at first?" },
    { ...note, id: "9b77d0", author: "Emmy", text: "the rate was 0.5" },
  ].reduce(annotate, figure);
  const output = { output_type: "display_data", data: noted[jupyterDisplay](), metadata: {} };
  const cells = [{ cell_type: "code", outputs: [output] }];
  writeFileSync(path, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
}

test("the examples print what docs/annotations.md says", async () => {
  const path = join(folder, name);
  writeNotebook(path);
  const page = readFileSync(file, "utf8");
  const { text } = await runPage(page.replaceAll(name, path));
  const now = text.replaceAll(path, name);
  if (process.env["EIGENSCAPE_WRITE_DOCS"] !== undefined) writeFileSync(file, now);
  expect(difference(now, readFileSync(file, "utf8")), "run npm run docs").toBeUndefined();
});

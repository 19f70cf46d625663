/** Notes in the files of notebooks: found and removed without a kernel, and the rest of a file stays. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { annotate } from "../../src/figures/annotate.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import { newNote } from "../../src/figures/note.js";
import { notesInNotebook } from "../../src/notebooks/notesInNotebook.js";
import { removeNote } from "../../src/notebooks/removeNote.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";

const date = "2026-11-28T10:00:00.000Z";
const first = { id: "first", text: "an outlier", author: "Ada", date, x: 18.9, y: 1e-4 };
const second = { ...first, id: "second", text: "the bulk", x: 0, y: 1 };
const third = newNote({ ...first, id: "third", text: "in a widget" });

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
  path = join(folder, "analysis.ipynb");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As Jupyter's server writes it: indent 1, texts as lists of lines, a last line break. */
function write(notes: readonly (typeof first)[]): string {
  const figure = notes.reduce(annotate, eigenvalueDensityFigure(sampleSpectrum()));
  const bundle = figure[jupyterDisplay]();
  const data = { ...bundle, "text/html": [bundle["text/html"]] };
  const view = { "application/vnd.jupyter.widget-view+json": { model_id: "m" } };
  const output = (content: object) => ({
    output_type: "display_data",
    data: content,
    metadata: {},
  });
  const notebook = {
    cells: [
      { cell_type: "markdown", id: "a", metadata: {}, source: ["# Größe\n", "σ"] },
      { cell_type: "code", id: "b", metadata: {}, outputs: [output(data)], source: ["s"] },
      { cell_type: "code", id: "c", metadata: {}, outputs: [output(view)], source: ["w"] },
    ],
    metadata: {
      kernelspec: { name: "typescript" },
      widgets: {
        "application/vnd.jupyter.widget-state+json": {
          state: {
            m: { model_name: "EigenvalueDensityModel", state: { notes: [third], size: 3 } },
          },
          version_major: 2,
        },
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  const text = `${JSON.stringify(notebook, null, 1)}\n`;
  writeFileSync(path, text);
  return text;
}

test("lists the notes of outputs and of saved widgets, with their cells", async () => {
  write([first, second]);
  const notes = await notesInNotebook(path);
  expect(notes.map(({ id, author, date, cell }) => [id, author, date, cell])).toEqual([
    ["first", "Ada", date, 1],
    ["second", "Ada", date, 1],
    ["third", "Ada", date, 2],
  ]);
});

test("a removed note leaves the file that would be without it, byte by byte", async () => {
  const expected = write([second]);
  write([first, second]);
  await removeNote(path, "first");
  expect(readFileSync(path, "utf8")).toBe(expected);
});

test("a note of a widget is removed from its saved state", async () => {
  write([first]);
  await removeNote(path, "third");
  expect((await notesInNotebook(path)).map(({ id }) => id)).toEqual(["first"]);
  expect(readFileSync(path, "utf8")).toContain('"size": 3');
});

test("an unknown id and a file that is no notebook are errors, and nothing is written", async () => {
  const text = write([first]);
  await expect(removeNote(path, "fourth")).rejects.toThrow("must be that of a note in");
  expect(readFileSync(path, "utf8")).toBe(text);
  writeFileSync(path, "{}");
  await expect(notesInNotebook(path)).rejects.toThrow("notesInNotebook: path must be that of");
  writeFileSync(path, "no JSON");
  await expect(removeNote(path, "first")).rejects.toThrow("removeNote: path must be that of");
});

test("a notebook without figures has no notes", async () => {
  const code = { cell_type: "code", outputs: [{ output_type: "stream", text: "1" }] };
  writeFileSync(path, JSON.stringify({ cells: [code], nbformat: 4 }));
  expect(await notesInNotebook(path)).toEqual([]);
});

/**
 * Notes in the real JupyterLab, with no kernel at all: written into a saved figure, saved with the notebook,
 * shown when it is opened again, listed and removed from TypeScript.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import { notesInNotebook } from "../../src/notebooks/notesInNotebook.js";
import { removeNote } from "../../src/notebooks/removeNote.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { watchConsole } from "./consoleWatch.js";
import "./jupyterApp.js"; // declares window.jupyterapp
import { startLabSession, type LabSession } from "./labSession.js";
import { NotebookPage } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";

const file = "noted.ipynb";

let lab: LabSession;
let path: string;
beforeAll(async () => {
  lab = await startLabSession("annotations");
  path = join(lab.folder, file);
  const data = eigenvalueDensityFigure(sampleSpectrum())[jupyterDisplay]();
  writeScratchNotebook(path, [
    { source: "nobody.runs(this)", outputs: [{ output_type: "display_data", data, metadata: {} }] },
  ]);
});
afterAll(async () => {
  await lab?.close();
});

/** Opens the notebook as "No kernel" does. */
async function openWithoutKernel(): Promise<NotebookPage> {
  const page = await lab.newPage();
  const watch = watchConsole(page);
  const { url, token } = lab.server;
  await page.goto(`${url}lab?reset&token=${token}`);
  await page.waitForFunction(() => window.jupyterapp?.shell !== undefined);
  await page.evaluate(async (name) => {
    await window.jupyterapp.restored;
    const kernelPreference = { shouldStart: false, canStart: false, autoStartDefault: false };
    await window.jupyterapp.commands.execute("docmanager:open", { path: name, kernelPreference });
  }, file);
  await page.locator(".js-plotly-plot .scatterlayer path.js-line").first().waitFor();
  expect(await kernelOf(page)).toBeUndefined();
  return new NotebookPage(lab, page, watch);
}

const kernelOf = (page: Page) =>
  page.evaluate(() => window.jupyterapp.shell.currentWidget?.sessionContext.session?.id);

/** Without that of Jupyter's own widget manager, which asks for the kernel of every notebook. */
const errorsOf = (notebook: NotebookPage): string[] =>
  notebook.console
    .errors()
    .filter((text) => !/reading 'kernel'[^]*jupyterlab-manager\/static/.test(text));

const save = (page: Page) =>
  page.evaluate(() => window.jupyterapp.shell.currentWidget?.context.save());

const isDirty = (page: Page) =>
  page.evaluate(() => window.jupyterapp.shell.currentWidget?.context.model.dirty);

test("a note is written into a saved figure; the notebook is changed and keeps it", async () => {
  const notebook = await openWithoutKernel();
  const { page } = notebook;
  await save(page); // JupyterLab has noted that there is no kernel
  expect(await isDirty(page)).toBe(false);
  await page.locator(".eigenscape-noted").hover();
  await page.getByRole("button", { name: "Add note" }).click();
  await page.locator(".eigenscape-note-picker").click({ position: { x: 300, y: 200 } });
  const dialog = page.getByRole("dialog", { name: "Note" });
  expect(await dialog.getByLabel("Author").inputValue()).toMatch(/\S/); // Jupyter's user
  await dialog.getByLabel("Author").fill("Ada");
  await dialog.getByLabel("Note", { exact: true }).fill("b, a, d, d: keys are mine");
  await notebook.screenshot("annotations-dialog");
  await page.keyboard.press("Enter");
  await page.locator("g.annotation").waitFor();
  await notebook.screenshot("annotations-written");
  expect(await isDirty(page)).toBe(true);
  expect(
    await page.evaluate(() => window.jupyterapp.shell.currentWidget?.content.widgets.length),
  ).toBe(1);
  await save(page);
  const [note, ...others] = await notesInNotebook(path);
  expect(others).toEqual([]);
  expect(note).toMatchObject({ author: "Ada", cell: 0, axes: ["x", "y"] });
  expect(errorsOf(notebook)).toEqual([]);
  await notebook.close();
});

test("the notebook opened again shows it, with author and date", async () => {
  const notebook = await openWithoutKernel();
  const { page } = notebook;
  const [{ date }] = await notesInNotebook(path);
  const shown = await page.locator("g.annotation text").textContent();
  expect(shown).toContain("keys are mine");
  expect(shown).toContain(`Ada · ${date.slice(0, 10)}`);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute("apputils:change-theme", { theme: "JupyterLab Dark" }),
  );
  await page.locator('.eigenscape-plotly[data-theme="dark"]').waitFor();
  await page.getByRole("button", { name: "1 note" }).click();
  await notebook.screenshot("annotations-reopened-dark");
  expect(errorsOf(notebook)).toEqual([]);
  await notebook.close();
});

test("a note removed from TypeScript is gone", async () => {
  const [{ id }] = await notesInNotebook(path);
  await removeNote(path, id);
  const notebook = await openWithoutKernel();
  expect(await notebook.page.locator("g.annotation").count()).toBe(0);
  expect(await notesInNotebook(path)).toEqual([]);
  expect(errorsOf(notebook)).toEqual([]);
  await notebook.close();
});

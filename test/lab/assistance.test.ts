/** Help while typing, in a real JupyterLab: the completion popup, and the tooltip with signature and documentation. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cacheFolder } from "../../scripts/setup/paths.mjs";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook, type NotebookPage } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";

const folder = join(cacheFolder, "lab", "assistance-notebooks");
const source = `/** Adds up what the wheels carry. */
function wheelLoad(mass: number, wheels = 4): number { return mass / wheels }
wheelLoad(8)`;

let lab: LabSession;
let notebook: NotebookPage;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  writeScratchNotebook(join(folder, "assistance.ipynb"), [{ source }]);
  lab = await startLabSession("assistance", folder);
  notebook = await openNotebook(lab, "assistance.ipynb");
  await notebook.runAll();
  await notebook.waitForAllPrompts(120_000);
});
afterAll(async () => {
  await notebook?.close();
  await lab?.close();
});

/** A new last cell whose editor has the cursor behind the text. */
async function type(text: string): Promise<void> {
  const { page } = notebook;
  await page.evaluate(async () => {
    const { commands, shell } = window.jupyterapp;
    const content = shell.currentWidget?.content;
    if (content === undefined) throw new Error("no notebook is open");
    content.activeCellIndex = content.widgets.length - 1;
    await commands.execute("notebook:insert-cell-below");
    await commands.execute("notebook:enter-edit-mode");
  });
  await page.locator(".jp-Cell.jp-mod-active .cm-content").click();
  await page.keyboard.type(text);
}

/** Names in the popup, once it is there. */
async function offered(): Promise<string[]> {
  const popup = notebook.page.locator(".jp-Completer");
  await popup.waitFor({ state: "visible", timeout: 20_000 });
  return popup.locator(".jp-Completer-match").allTextContents();
}

test("Tab offers what earlier cells declared, and Enter takes it", async () => {
  await type("wheelL");
  const { page } = notebook;
  await page.keyboard.press("Tab");
  expect((await offered())[0]).toBe("wheelLoad");
  await notebook.screenshot("completion-name");
  await page.keyboard.press("Enter");
  const editor = page.locator(".jp-Cell.jp-mod-active .cm-content");
  await expect.poll(() => editor.textContent()).toBe("wheelLoad");
});

test("Tab behind a dot shows the members", async () => {
  await type("Math.lo");
  const { page } = notebook;
  await page.keyboard.press("Tab");
  expect(await offered()).toEqual(expect.arrayContaining(["log", "log10", "log1p", "log2"]));
  await notebook.screenshot("completion");
  await page.keyboard.press("Escape");
});

test("Shift-Tab within a call shows signature and documentation", async () => {
  await type("wheelLoad(");
  const { page } = notebook;
  await page.keyboard.press("Shift+Tab");
  const tooltip = page.locator(".jp-Tooltip");
  const text = async () => (await tooltip.textContent()) ?? "";
  await expect.poll(text, { timeout: 20_000 }).toContain("Adds up what the wheels carry.");
  expect(await text()).toContain("wheelLoad(mass: number, wheels?: number): number");
  await notebook.screenshot("tooltip");
});

test("the page reports no error", () => {
  expect(notebook.console.errors()).toEqual([]);
});

/**
 * JupyterLab's debugger on our kernel, as a person uses it: the bug button, a click beside a line, the panels. The
 * tests are the steps of one visit and build on each other.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook, type NotebookPage } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";
import { until } from "./until.js";

const source = [
  "interface Item { name: string; price: number }",
  "function sum(items: readonly Item[]): number {",
  "  let total = 0;",
  "  for (const { price } of items) total += price;",
  "  return total;",
  "}",
].join("\n");

let folder: string;
let lab: LabSession;
let notebook: NotebookPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-lab-"));
  writeScratchNotebook(join(folder, "debug.ipynb"), [
    { source },
    { source: 'const items: Item[] = [{ name: "tea", price: 3 }, { name: "bun", price: 2 }];' },
    { source: "sum(items)" },
  ]);
  lab = await startLabSession("debugger", folder);
  notebook = await openNotebook(lab, "debug.ipynb");
});
afterAll(async () => {
  await notebook?.close();
  await lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a cell without waiting for its end. */
const runCell = (index: number): Promise<void> =>
  notebook.page.evaluate((cell) => {
    const { commands, shell } = window.jupyterapp;
    if (shell.currentWidget) shell.currentWidget.content.activeCellIndex = cell;
    void commands.execute("notebook:run-cell");
  }, index);

const texts = (selector: string) => (): Promise<string[]> =>
  notebook.page.locator(selector).allTextContents();
const variables = texts(".jp-DebuggerVariables-body .jp-TreeItem");
const stack = texts(".jp-DebuggerCallstackFrame-name");
const highlighted = texts(".jp-Notebook .jp-DebuggerEditor-highlight");

/** Waits for the stop in `sum`, as it is seen. */
async function seeStop(prompt: string): Promise<void> {
  await until("the stack", stack, (names) => names.join() === `sum,cell [${prompt}]`);
  await until("the line", highlighted, (lines) => lines.join().includes("return total;"));
  await until("the locals", variables, (names) => names.join().includes("total5"));
}

test("the bug button starts the debugger, and the variable view shows what cells left", async () => {
  const button = notebook.page.locator(".jp-DebuggerBugButton").first();
  const disabled = () => button.getAttribute("aria-disabled");
  await until("the button", disabled, (value) => value === "false");
  await button.click();
  await notebook.page.locator(".cm-breakpoint-gutter").first().waitFor();
  await runCell(0);
  await runCell(1);
  await notebook.waitForPrompt(1, /2/);
  const isListed = (names: readonly string[]): boolean =>
    names.includes("itemsItem[]") && names.some((name) => name.startsWith("sum(items"));
  await until("the variables", variables, isListed);
  await notebook.screenshot("debugger-variables");
});

test("a click beside a line makes a breakpoint, where the program stops", async () => {
  const lines = notebook.page.locator(".jp-Cell").first().locator(".cm-breakpoint-gutter");
  await lines.locator(".cm-gutterElement").nth(5).click();
  const set = texts(".jp-DebuggerBreakpoint-line");
  await until("the breakpoint", set, (numbers) => numbers.join() === "5");
  await runCell(2);
  await seeStop("3");
  await notebook.screenshot("debugger-stopped");
});

test("the continue button lets it go on to its result", async () => {
  await notebook.page.locator('.jp-SidePanel [data-command="debugger:continue"]').click();
  await notebook.waitForPrompt(2, /3/);
  expect(await notebook.outputs(2)).toContain('"5"');
  await until("no line", highlighted, (lines) => lines.length === 0);
  await until("no stack", stack, (names) => names.length === 0);
});

test("steps move the line: out of the function, then off the cell's end", async () => {
  await runCell(2);
  await seeStop("4");
  await notebook.page.locator('.jp-SidePanel [data-command="debugger:next"]').click();
  await until("the caller's line", highlighted, (lines) => lines.join() === "sum(items)");
  await notebook.page.locator('.jp-SidePanel [data-command="debugger:next"]').click();
  await notebook.waitForPrompt(2, /4/);
});

test("a page that is reloaded finds the program stopped, and the stop button ends it", async () => {
  await runCell(2);
  await seeStop("5");
  await notebook.page.evaluate(() => window.jupyterapp.shell.currentWidget?.context.save());
  await notebook.page.reload();
  await until("the stack", stack, (names) => names.join() === "sum,cell [5]");
  await notebook.screenshot("debugger-reloaded");
  await notebook.interrupt();
  await until("no stack", stack, (names) => names.length === 0);
  const next = await notebook.startCell("6 * 7");
  await notebook.waitForPrompt(next, /6/);
  expect(await notebook.outputs(next)).toContain('"42"');
});

test("breakpoints survive a restart of a stopped kernel", async () => {
  const { page } = notebook;
  await page.evaluate(() => void window.jupyterapp.commands.execute("kernelmenu:restart"));
  await page.locator(".jp-Dialog button.jp-mod-accept").click();
  await until("a fresh kernel", variables, (names) => names.length === 0);
  for (const cell of [0, 1, 2]) await runCell(cell);
  await seeStop("3");
  await notebook.screenshot("debugger-restarted");
  await page.locator('.jp-SidePanel [data-command="debugger:terminate"]').click();
  await until("no stack", stack, (names) => names.length === 0);
});

test("neither the page nor the server reports an error", () => {
  expect(notebook.console.errors()).toEqual([]);
  expect(lab.serverLines.filter((line) => /^\[[EC] /.test(line))).toEqual([]);
});

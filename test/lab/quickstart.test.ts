/**
 * The whole way of issue and design: the quickstart in a real JupyterLab in a real browser. The tests are the
 * steps of one visit and build on each other.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook, type NotebookPage } from "./notebookPage.js";
import { until } from "./until.js";

const runTimeout = 240_000; // two minutes on two idle cores; CI's may not be idle
const axisTitle = "eigenvalue λ"; // of the density; the training curve is a figure too
const widgetView = "application/vnd.jupyter.widget-view+json";

let lab: LabSession;
let notebook: NotebookPage;

beforeAll(async () => {
  lab = await startLabSession("quickstart");
  notebook = await openNotebook(lab, "00-quickstart.ipynb");
});
afterAll(async () => {
  await notebook?.close();
  await lab?.close();
});

/** The drawn curves of a live widget, as SVG path data. */
const curves = async (): Promise<string> => {
  const paths = notebook.page.locator(
    ".eigenscape-density .js-plotly-plot .scatterlayer path.js-line",
  );
  return (await paths.evaluateAll((all) => all.map((path) => path.getAttribute("d")))).join("\n");
};

/** Presses a key on the width slider so often that the curve must look different. */
async function moveSlider(key: "ArrowLeft" | "ArrowRight"): Promise<void> {
  const slider = notebook.page.locator(".eigenscape-density .eigenscape-width").first();
  await slider.scrollIntoViewIfNeeded();
  await slider.focus();
  for (let press = 0; press < 10; press++) await slider.press(key);
}

test("all cells run, one after another", async () => {
  await notebook.runAll();
  await notebook.waitForAllPrompts(runTimeout);
  const prompts = await notebook.prompts();
  for (const index of prompts.keys()) {
    expect(await notebook.outputs(index)).not.toContain('"output_type":"error"');
  }
  const run = prompts.filter((prompt) => prompt !== "");
  expect(run.map((prompt) => prompt.trim())).toEqual(run.map((_, index) => `[${index + 1}]:`));
});

test("the density is drawn from its plotly bundle", async () => {
  const output = await notebook.showOutput(await notebook.findCell(axisTitle));
  const plot = output.locator(".js-plotly-plot").first();
  await plot.locator(".scatterlayer path.js-line").first().waitFor({ state: "attached" });
  expect(await plot.locator(".xtitle").first().textContent()).toBe(axisTitle);
  await notebook.screenshot("quickstart-figure");
});

test("the slider smooths in the browser: it works while the kernel computes", async () => {
  await notebook.showOutput(await notebook.findCell(widgetView));
  const before = await until("a curve in the widget", curves, (text) => text !== "");
  await notebook.screenshot("quickstart-widget");

  const busy = await notebook.startCell("while (true) {}");
  await notebook.waitForPrompt(busy, /\*/);
  await notebook.showOutput(await notebook.findCell(widgetView));
  await moveSlider("ArrowRight");
  await until("another curve", curves, (text) => text !== "" && text !== before);
  expect((await notebook.prompts())[busy]).toMatch(/\*/);
  await notebook.screenshot("quickstart-widget-moved");
});

test("the stop button interrupts while (true) {}, and the next cell runs", async () => {
  const { length } = await notebook.prompts();
  await notebook.interrupt();
  await notebook.waitForPrompt(length - 1, /\d/);
  expect(await notebook.outputs(length - 1)).toContain("KeyboardInterrupt");
  await notebook.showOutput(length - 1);
  await notebook.screenshot("quickstart-interrupted");

  const next = await notebook.startCell("6 * 7");
  await notebook.waitForPrompt(next, /\d/);
  expect(await notebook.outputs(next)).toContain("42");
});

test("neither the page nor the server reports an error", () => {
  expect(notebook.console.errors()).toEqual([]);
  expect(lab.serverLines.filter((line) => /^\[[EC] /.test(line))).toEqual([]);
});

/**
 * The stock controls, driven from TypeScript, in a real JupyterLab: a person moves, types and clicks, code hears
 * it and answers; a reloaded page and a second one show the same. The tests are the steps of one visit.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook, type NotebookPage } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";
import { until } from "./until.js";

const file = "controls.ipynb";

const controls = `
const k = new IntSlider({ value: 3, min: 0, max: 10, description: "k" });
const name = new Text({ value: "Ada", description: "name" });
const color = new Dropdown({ options: { red: 0xff0000, green: 0x00ff00 }, description: "color" });
const go = new Button({ description: "go", buttonStyle: "primary" });
const told = new Output();
go.onClick(() => told.capture(() => console.log(\`\${name.value} chose \${color.label} and \${k.value}\`)));
const square = new Label({ value: "9" });
k.on("value", (value) => { square.value = String(value ** 2); });
const bar = new IntProgress({ max: 10, value: 3, description: "linked" });
jsdlink([k, "value"], [bar, "value"]);
new VBox([new HBox([k, square]), name, color, bar, go, told]);`;

const interactive = `
const handle = interact(({ n, shape }) => {
  console.log(shape.repeat(n));
  if (n === 8) throw new RangeError("eight");
  return n * 2;
}, { n: [1, 9], shape: ["a", "b"] });
handle`;

/** What a figure of the library is to a front end. */
const figures = `
const figure = (n: number) => ({
  data: [{ type: "scatter", x: [0, 1, 2], y: [0, n, 1] }],
  layout: { title: { text: "peak " + n }, width: 400, height: 250 },
});
interact(({ n }) => ({
  [Symbol.for("Jupyter.display")]: () => ({ "application/vnd.plotly.v1+json": figure(n), "text/plain": "figure" }),
}), { n: [1, 9] })`;

let folder: string;
let lab: LabSession;
let notebook: NotebookPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-lab-"));
  writeScratchNotebook(join(folder, file), [
    {
      source:
        "import { Button, Dropdown, HBox, interact, IntProgress, IntSlider, jsdlink, Label, Output, Text, VBox }" +
        ' from "eigenscape/widgets";',
    },
    { source: controls },
    { source: interactive },
    { source: figures },
  ]);
  lab = await startLabSession("controls", folder);
  notebook = await openNotebook(lab, file);
  await notebook.runAll();
  await notebook.waitForAllPrompts(60_000);
});
afterAll(async () => {
  await notebook?.close();
  await lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

const cell = (index: number, on = notebook): Promise<Locator> => on.showOutput(index);
const textOf = (place: Locator) => async (): Promise<string> => (await place.textContent()) ?? "";
const readout = (area: Locator): Locator => area.locator(".widget-readout").first();

/** Drags the first slider's handle by a share of its length. */
async function drag(area: Locator, share: number): Promise<void> {
  const handle = await area.locator(".noUi-handle").first().boundingBox();
  const track = await area.locator(".noUi-target").first().boundingBox();
  if (!handle || !track) throw new Error("the slider must be drawn");
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  const { mouse } = notebook.page;
  await mouse.move(x, y);
  await mouse.down();
  for (let step = 1; step <= 20; step++) await mouse.move(x + (step / 20) * share * track.width, y);
  await mouse.up();
}

test("all controls are drawn", async () => {
  const area = await cell(1);
  await readout(area).waitFor();
  expect(await readout(area).textContent()).toBe("3");
  expect(await area.locator(".widget-label:visible").allTextContents()).toEqual(
    expect.arrayContaining(["k", "9", "name", "color", "linked"]),
  );
  await notebook.screenshot("controls");
});

test("the mouse drags the slider; code answers, and a link follows by itself", async () => {
  const area = await cell(1);
  await drag(area, 0.5);
  const moved = await until("readout", textOf(readout(area)), (text) => text !== "3");
  expect(moved).toBe("8");
  await until("square", textOf(area), (text) => text.includes("64"));
  const bar = area.locator(".progress-bar").first();
  expect(await bar.evaluate((node) => node.style.width)).toBe("80%");
});

test("keys move it; typing, choosing and clicking reach code", async () => {
  const area = await cell(1);
  await area.locator(".noUi-handle").first().press("ArrowLeft");
  await until("readout", textOf(readout(area)), (text) => text === "7");
  await area.locator("input[type=text]").first().fill("Grace");
  await area.locator("select").selectOption("green");
  await area.locator("button", { hasText: "go" }).click();
  const told = area.locator(".widget-output");
  await until("output", textOf(told), (text) => text.includes("Grace chose green and 7"));
  await notebook.screenshot("controls-used");
});

test("interact shows what the function does, anew after each change, and errors", async () => {
  const area = await cell(2);
  const output = area.locator(".widget-output");
  await until("first output", textOf(output), (text) => /^aaaaa\s*10\s*$/.test(text));
  await area.locator("select").selectOption("b");
  await until("another shape", textOf(output), (text) => /^bbbbb\s*10\s*$/.test(text));
  const handle = area.locator(".noUi-handle").first();
  for (let press = 0; press < 3; press++) await handle.press("ArrowRight");
  await until("the error", textOf(output), (text) => text.includes("RangeError: eight"));
  await notebook.screenshot("interact-error");
  await handle.press("ArrowRight");
  await until("it goes on", textOf(output), (text) => /^bbbbbbbbb\s*18\s*$/.test(text));
  await notebook.screenshot("interact");
});

test("interact draws figures: one at a time, each instead of the last", async () => {
  const area = await cell(3);
  const titles = () => area.locator(".widget-output .gtitle").allTextContents();
  await until("the first", titles, (all) => all.join() === "peak 5");
  const handle = area.locator(".noUi-handle").first();
  for (let press = 0; press < 4; press++) await handle.press("ArrowRight");
  await until("the last", titles, (all) => all.join() === "peak 9");
  await notebook.screenshot("interact-figure");
});

test("code sets a control while a cell awaits, and the slider works meanwhile", async () => {
  const busy = await notebook.startCell(
    "let heard: number[] = []; k.on('value', (v) => { heard.push(v) }); name.value = 'from code';" +
      " while (heard.length === 0) await new Promise((r) => setTimeout(r, 50)); heard",
  );
  await notebook.waitForPrompt(busy, /\*/);
  const area = await cell(1);
  const field = area.locator("input[type=text]").first();
  await until(
    "text set by code",
    () => field.inputValue(),
    (text) => text === "from code",
  );
  await area.locator(".noUi-handle").first().press("ArrowLeft");
  await notebook.waitForPrompt(busy, /\d/);
  expect(await notebook.outputs(busy)).toContain("[ 6 ]");
});

test("a reloaded page has its widgets back, and they live", async () => {
  await notebook.reload();
  const area = await cell(1);
  await until("readout", textOf(readout(area)), (text) => text === "6");
  const told = area.locator(".widget-output");
  await until("output", textOf(told), (text) => text.includes("Grace chose green and 7"));
  await area.locator(".noUi-handle").first().press("ArrowRight");
  await until("square", textOf(area), (text) => text.includes("49"));
  const output = (await cell(2)).locator(".widget-output");
  await until("interact's output", textOf(output), (text) => /^bbbbbbbbb\s*18\s*$/.test(text));
  await notebook.screenshot("controls-reloaded");
});

test("a second page stays in step, both ways", async () => {
  const second = await openNotebook(lab, file);
  const [here, there] = [await cell(1), await cell(1, second)];
  await until("readout there", textOf(readout(there)), (text) => text === "7");
  await there.locator(".noUi-handle").first().press("ArrowLeft");
  await until("readout here", textOf(readout(here)), (text) => text === "6");
  await here.locator("button", { hasText: "go" }).click();
  const told = there.locator(".widget-output");
  await until("output there", textOf(told), (text) => text.includes("from code chose green and 6"));
  await second.screenshot("controls-second-page");
  expect(second.console.errors()).toEqual([]);
  await second.page.close();
});

test("no page and no server reports an error", () => {
  expect(notebook.console.errors()).toEqual([]);
  expect(lab.serverLines.filter((line) => /^\[[EC] /.test(line))).toEqual([]);
});

test("after a restart of the kernel the controls are marked dead", async () => {
  const area = await cell(1);
  expect(await area.locator(".jupyter-widgets-disconnected").count()).toBe(0);
  await notebook.page.evaluate(() =>
    window.jupyterapp.shell.currentWidget?.sessionContext.session?.kernel?.restart(),
  );
  const dead = () => area.locator(".jupyter-widgets-disconnected").count();
  await until("marks", dead, (count) => count > 0);
  await notebook.screenshot("controls-dead");
});

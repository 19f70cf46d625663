/**
 * The library's live figures in a real JupyterLab: all are drawn, a training cell is followed while it runs, a choice
 * reaches code, a reloaded page shows the same, and a restarted kernel is said. The tests are steps of one visit.
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

const file = "live.ipynb";

const data = `
const t = Float64Array.from({ length: 21 }, (_, i) => i / 20);
const hill = t.map((x) => 0.1 + Math.sin(Math.PI * x) ** 2);
const axis = t.map((x) => 2 * x - 1);
const probe = {
  nodes: Float64Array.of(-0.1, 0, 0.1, 0.3, 4), weights: Float64Array.of(0.2, 0.5, 0.2, 0.09, 0.01),
  residuals: Float64Array.of(0.1, 0.1, 0.1, 0.1, 1e-6),
};
const none = new Float64Array();
const density = () => ({ grid: none, density: none, lower: none, upper: none, width: 0.04, atoms: [] });
const spectrum = { probes: [probe], size: 100, label: "a spectrum", density };
const moments = [1, 2, 3].map((step) => ({ step, values: hill.map((x) => Math.max(0, x - 0.2 * step)) }));`;

/** One cell for each, by the class of its view. */
const figures: Readonly<Record<string, string>> = {
  density: `const live = new EigenvalueDensity({ all: spectrum, layer: spectrum });
live.on("select", ({ kind, value, index }) => console.log("chosen:", kind, value, index));
live`,
  "trajectory-plane": `const plane = new TrajectoryPlane({
  plane: {
    alpha: axis, beta: axis,
    loss: Float64Array.from([...axis].flatMap((b) => [...axis].map((a) => 0.01 + a * a + b * b))),
  },
  labels: ["first", "second"],
  path: { alpha: t, beta: hill, loss: hill, projectedLoss: hill, distance: t, step: t.map((x) => 100 * x) },
});
plane.on("region", (region) => console.log("region:", JSON.stringify(region)));
plane`,
  "loss-path": `new LossPath({ t, loss: hill })`,
  "sparsity-heatmap": `const weights = new SparsityHeatmap({ layers: [{ name: "dense", shape: [3, 7], values: moments }] });
weights.on("select", ({ layer, row, column, step }) => console.log("weight:", layer, row, column, "step", step));
weights`,
  "spectrum-movie": `new SpectrumMovie({ frames: [{ step: 0, spectrum }, { step: 1, spectrum }] })`,
  "game-spectrum": `new GameSpectrum({ frames: [{ step: 0, real: t, imag: hill }] })`,
  "search-cell": `new SearchCell({ nodes: ["in", "out"], edges: [{ from: "in", to: "out", operation: "conv", norm: 1 }] })`,
  inline: `inlineWidget({
  state: { word: "from a cell" },
  esm: 'export default { render: ({ model, el }) => { el.textContent = "inline " + model.get("word"); } };',
})`,
  "training-monitor": `const monitor = new TrainingMonitor();
monitor.append({ step: 0, loss: 1 });
monitor`,
};
const names = Object.keys(figures);

const training = `
const begin = performance.now();
for (let step = 1; step <= 120; step++) {
  monitor.append({ step, loss: 1 / (1 + step), accuracy: step / 120, ...(step % 20 === 0 && { spectrum }) });
  await new Promise((resolve) => setTimeout(resolve, 50));
}
console.log("trained for", Math.round(performance.now() - begin), "ms");`;

let folder: string;
let lab: LabSession;
let notebook: NotebookPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-lab-"));
  const classes =
    "EigenvalueDensity, GameSpectrum, inlineWidget, LossPath, SearchCell, SparsityHeatmap";
  const source = `import { ${classes}, SpectrumMovie, TrainingMonitor, TrajectoryPlane } from "eigenscape/widgets";`;
  const cells = [source, data, ...Object.values(figures)].map((text) => ({ source: text }));
  writeScratchNotebook(join(folder, file), cells);
  lab = await startLabSession("liveWidgets", folder);
  notebook = await openNotebook(lab, file);
  await notebook.runAll();
  await notebook.waitForAllPrompts(90_000);
});
afterAll(async () => {
  await notebook?.close();
  await lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

const cellOf = (name: string): number => 2 + names.indexOf(name);

async function shown(name: string) {
  const area = await notebook.showOutput(cellOf(name));
  const view = area.locator(`.eigenscape-${name}[data-status="ready"]`);
  await view.waitFor();
  return { area, view };
}

test.each(names)("%s is drawn", async (name) => {
  const { view } = await shown(name);
  if (name === "inline") expect(await view.innerText()).toBe("inline from a cell");
  else await view.locator(".main-svg").first().waitFor();
  await notebook.screenshot(`live-${name}`);
});

test("a chosen eigenvalue reaches code", async () => {
  const { area } = await shown("density");
  await area.getByRole("button", { name: "next point" }).click();
  const text = await printed(area, "chosen");
  expect(text).toMatch(/chosen: (outlier|Ritz value) \S+ \d/);
  await area.getByRole("checkbox", { name: "layer" }).check();
  await area.getByText("Spectra compared").waitFor();
});

const printed = (area: Locator, what: string) =>
  until(
    `printed ${what}`,
    async () => (await area.textContent()) ?? "",
    (said) => said.includes(`${what}:`),
  );

/** The first plot of a view, and a place in it by shares of its width and height. */
async function placeIn(view: Locator, right: number, down: number) {
  const box = (await view.locator(".nsewdrag").first().boundingBox())!;
  return { box, x: box.x + right * box.width, y: box.y + down * box.height };
}

test("a plane that is dragged tells its region to code", async () => {
  const { area, view } = await shown("trajectory-plane");
  const { mouse } = notebook.page;
  const { box, x, y } = await placeIn(view, 0.75, 0.3);
  await mouse.move(x, y);
  await notebook.page.waitForTimeout(150);
  await mouse.down();
  await mouse.move(x - box.width / 8, y, { steps: 3 });
  await mouse.move(x - box.width / 4, y, { steps: 3 });
  await mouse.up();
  const [, json = "null"] = /region: (\{.*?\})/.exec(await printed(area, "region")) ?? [];
  const { alpha } = JSON.parse(json) as { alpha: readonly [number, number] };
  expect(Math.abs(alpha[0] + 0.5)).toBeLessThan(0.05); // from [-1, 1], a quarter to the right
  expect(Math.abs(alpha[1] - 1.5)).toBeLessThan(0.05);
  await notebook.screenshot("live-plane-dragged");
});

test("a click on a cell of weights tells layer, row and column to code", async () => {
  const { area, view } = await shown("sparsity-heatmap");
  const { x, y } = await placeIn(view, 5.5 / 7, 1.5 / 3);
  await notebook.page.mouse.move(x - 60, y - 40);
  await notebook.page.waitForTimeout(150);
  await notebook.page.mouse.move(x, y);
  await notebook.page.waitForTimeout(250);
  await notebook.page.mouse.click(x, y);
  expect(await printed(area, "weight")).toContain("weight: dense 1 5 step 3");
  await view.locator(".scatterlayer .trace").first().waitFor(); // its ring
  await notebook.screenshot("live-weight-chosen");
});

test("arrow keys move a slider and leave the notebook where it is", async () => {
  const { area, view } = await shown("spectrum-movie");
  const before = await notebook.prompts();
  await area.getByRole("slider", { name: "step" }).focus();
  await notebook.page.keyboard.press("ArrowLeft");
  await until(
    "frame",
    () => view.getAttribute("data-frame"),
    (frame) => frame === "0",
  );
  await notebook.page.keyboard.press("b"); // inserts a cell where the notebook hears it
  expect(await notebook.prompts()).toHaveLength(before.length);
});

test("a training cell is followed while it runs, without a backlog", async () => {
  const { area, view } = await shown("training-monitor");
  const draws = async () => Number(await view.getAttribute("data-draws"));
  const before = await draws();
  const cell = await notebook.startCell(training);
  await shown("training-monitor");
  await area
    .getByText("step 60: loss")
    .or(area.getByText(/step [67]\d: loss/))
    .first()
    .waitFor();
  expect((await notebook.prompts())[cell]).toBe("[*]:");
  await notebook.waitForPrompt(cell, /\[\d+\]/, 60_000);
  const end = performance.now();
  await area.getByText("step 120: loss").first().waitFor();
  expect(performance.now() - end).toBeLessThan(1500);
  const duration = /trained for (\d+) ms/.exec(await notebook.outputs(cell))?.[1];
  const perSecond = ((await draws()) - before) / (Number(duration) / 1000);
  await area.getByLabel("smoothing width σ").waitFor(); // of the spectra that came with some steps
  console.log(`monitor: ${perSecond.toFixed(1)} drawings per second of training`);
  expect(perSecond).toBeGreaterThan(10);
  await notebook.screenshot("live-training");
});

test("a reloaded page has them all again, with what was chosen", async () => {
  await notebook.reload();
  for (const name of names) await shown(name);
  const { area } = await shown("density");
  expect(await area.getByRole("checkbox", { name: "layer" }).isChecked()).toBe(true);
  const monitor = await shown("training-monitor");
  await monitor.area.getByText("step 120: loss").first().waitFor();
  await monitor.area.getByLabel("smoothing width σ").waitFor();
});

test("the dark theme is followed at once", async () => {
  const { view } = await shown("training-monitor");
  const theme = { theme: "JupyterLab Dark" };
  await notebook.page.evaluate(
    (args) => window.jupyterapp.commands.execute("apputils:change-theme", args),
    theme,
  );
  await until(
    "theme",
    () => view.getAttribute("data-theme"),
    (name) => name === "dark",
  );
  await notebook.screenshot("live-dark");
});

test("a restarted kernel is said; the figure stays and its controls work", async () => {
  const { area, view } = await shown("training-monitor");
  await notebook.page.evaluate(() =>
    window.jupyterapp.shell.currentWidget?.sessionContext.session?.kernel?.restart(),
  );
  await area.getByText("No kernel is connected to this figure.").waitFor();
  await area.getByLabel("log loss").check();
  await until(
    "scale",
    () => view.getAttribute("data-scale"),
    (scale) => scale === "log",
  );
  await notebook.screenshot("live-restarted");
});

test("nothing went wrong in the page's console", () => {
  expect(notebook.console.errors()).toEqual([]);
});

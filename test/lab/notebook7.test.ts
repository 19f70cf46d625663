/**
 * Notebook 7 is built from JupyterLab's parts: the same kernel, extension and figures, in a page of its own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook, type NotebookPage } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";
import { until } from "./until.js";

const spectrumCell = `
import { dense, spectrum } from "eigenscape";
import { EigenvalueDensity, IntSlider } from "eigenscape/widgets";
const s = await spectrum(dense(Float64Array.of(2, 1, 1, 2), 2), { steps: 2, probes: 2 });
s`;

let folder: string;
let lab: LabSession;
let notebook: NotebookPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-lab-"));
  writeScratchNotebook(join(folder, "seven.ipynb"), [
    { source: "const answer: number = 41; answer + 1" },
    { source: spectrumCell },
    { source: "new EigenvalueDensity(s)" },
    { source: "const slider = new IntSlider({ value: 3 }); slider" },
  ]);
  lab = await startLabSession("notebook7", folder);
  notebook = await openNotebook(lab, "seven.ipynb", "notebook");
  await notebook.runAll();
  await notebook.waitForAllPrompts(60_000);
});
afterAll(async () => {
  await notebook?.close();
  await lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("cells run, and types are checked", async () => {
  expect(await notebook.page.title()).not.toContain("JupyterLab");
  expect(await notebook.outputs(0)).toContain("42");
  const cell = await notebook.startCell("const wrong: number = 'text';");
  await until("error", () => notebook.outputs(cell), (shown) => shown.includes("not assignable"), 30_000); // prettier-ignore
});

test("figures are drawn, live widgets and stock controls work both ways", async () => {
  const figure = await notebook.showOutput(1);
  await figure.locator(".js-plotly-plot .scatterlayer path").first().waitFor();
  const live = await notebook.showOutput(2);
  await live.locator(".eigenscape-density[data-status=ready]").waitFor();
  const area = await notebook.showOutput(3);
  await area.locator(".noUi-target").click(); // in its middle
  await area.locator(".widget-readout").getByText("50", { exact: true }).waitFor();
  const cell = await notebook.startCell("slider.value");
  await until("the value", () => notebook.outputs(cell), (shown) => shown.includes('"50"'), 30_000); // prettier-ignore
  await notebook.screenshot("notebook7");
  expect(notebook.console.errors()).toEqual([]);
});

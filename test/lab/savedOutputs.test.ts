/**
 * A notebook is also read by people who run nothing: figures are drawn from saved outputs, in notebooks that
 * JupyterLab trusts and in those it does not.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jupyterEnvironment } from "../../scripts/setup/jupyterEnvironment.mjs";
import { environmentPython } from "../../scripts/setup/paths.mjs";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";

const figure = {
  data: [{ type: "scatter", mode: "lines", x: [0, 1, 2], y: [0.5, 3, 1] }],
  layout: { title: { text: "saved" }, width: 500, height: 300 },
};
const saved = {
  output_type: "display_data",
  data: { "application/vnd.plotly.v1+json": figure, "text/plain": "a figure" },
  metadata: {},
};

let lab: LabSession;

beforeAll(async () => {
  lab = await startLabSession("saved-outputs");
  for (const name of ["untrusted", "trusted"]) {
    writeScratchNotebook(join(lab.folder, `${name}.ipynb`), [
      { source: 'throw new Error("nobody runs this")', outputs: [saved] },
    ]);
  }
  const trusted = join(lab.folder, "trusted.ipynb");
  const { status, stderr } = spawnSync(environmentPython, ["-m", "jupyter", "trust", trusted], {
    env: { ...process.env, ...jupyterEnvironment(lab.state) },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`jupyter trust: ${stderr}`);
});
afterAll(async () => {
  await lab?.close();
});

test.each(["untrusted", "trusted"])("a saved figure is drawn: %s notebook", async (name) => {
  const notebook = await openNotebook(lab, `${name}.ipynb`);
  const output = await notebook.showOutput(0);
  await output.locator(".js-plotly-plot .scatterlayer path.js-line").first().waitFor();
  expect(await output.locator(".js-plotly-plot .gtitle").textContent()).toBe("saved");
  expect(notebook.console.errors()).toEqual([]);
  await notebook.screenshot(`saved-${name}`);
  await notebook.close();
});

test("the quickstart shows its figure before anything has run", async () => {
  const notebook = await openNotebook(lab, "00-quickstart.ipynb");
  const output = await notebook.showOutput(await notebook.findCell("eigenvalue λ"));
  await output.locator(".js-plotly-plot .scatterlayer path.js-line").first().waitFor();
  expect(notebook.console.errors()).toEqual([]);
  await notebook.screenshot("saved-quickstart");
  await notebook.close();
});

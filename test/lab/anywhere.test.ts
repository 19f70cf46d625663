/**
 * Notebooks work in any folder of the machine: `eigenscape` is found by the kernel where no package.json lies
 * above the notebook, and an endless loop can be stopped there too.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";

let folder: string;
let lab: LabSession;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-lab-"));
  writeScratchNotebook(join(folder, "elsewhere.ipynb"), [
    { source: 'import { dense } from "eigenscape";' },
    { source: "dense(Float64Array.of(2, 1, 1, 2), 2).size" },
  ]);
  lab = await startLabSession("anywhere", folder);
});
afterAll(async () => {
  await lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a notebook far from the project imports eigenscape", async () => {
  const notebook = await openNotebook(lab, "elsewhere.ipynb");
  await notebook.runAll();
  await notebook.waitForAllPrompts(60_000);
  expect(await notebook.outputs(0)).toBe("[]");
  expect(await notebook.outputs(1)).toContain("2");
  expect(notebook.console.errors()).toEqual([]);
  await notebook.close();
});

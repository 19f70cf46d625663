/** Runs a notebook under nbclient in the project's environment, in a fresh kernel; the file is not touched. */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../setup/failure.mjs";
import { jupyterEnvironment } from "../setup/jupyterEnvironment.mjs";
import { cacheFolder, environmentPython, root } from "../setup/paths.mjs";
import { runProgram } from "../setup/runProgram.mjs";

/** A quickstart may train for a minute on a slow machine; a cell that takes this long hangs. */
const cellSeconds = 540;

/**
 * @param {string} file path of the notebook
 * @param {(detail: string) => void} [report] hears which cell has run
 * @returns {Promise<import("./notebook.mjs").Notebook>} the notebook with its new outputs
 */
export async function executeNotebook(file, report = () => undefined) {
  const folder = join(cacheFolder, "notebooks");
  const name = basename(file, ".ipynb");
  const result = join(folder, `${name}.ipynb`);
  mkdirSync(folder, { recursive: true });
  rmSync(result, { force: true });
  const driver = join(root, "scripts", "run_notebook.py");
  const run = await runProgram(environmentPython, [driver, file, result, String(cellSeconds)], {
    log: `notebook-${name}`,
    env: jupyterEnvironment(join(folder, "jupyter")),
    onLine: report,
  });
  if (run.code !== 0) {
    throw new Failure(
      `${name} did not run to its end: ${run.lines.at(-1) ?? `exit code ${run.code}`}`,
      `Read ${run.log}; npm run setup repairs a missing environment or kernel.`,
    );
  }
  return JSON.parse(readFileSync(result, "utf8"));
}

/** What makes a notebook unfit: errors, warnings, paths of one machine, or outputs that were not committed. */
import { homedir } from "node:os";
import { stripVTControlCharacters } from "node:util";
import { root } from "../setup/paths.mjs";
import { finalNumbers } from "./compareNumbers.mjs";
import { codeCells, joinText } from "./notebook.mjs";

const longest = 300;

/**
 * @param {string} text
 * @returns {string} without colours, on one line, cut
 */
const brief = (text) =>
  stripVTControlCharacters(text).replace(/\s+/g, " ").trim().slice(0, longest);

/**
 * Problems of a notebook that has just run.
 * @param {import("./notebook.mjs").Notebook} notebook
 * @param {readonly string[]} [machinePaths] folders whose names must not appear in outputs
 * @returns {string[]}
 */
export function findProblems(notebook, machinePaths = [root, homedir()]) {
  return notebook.cells.flatMap((cell, index) => {
    const where = `cell ${index + 1}`;
    return (cell.outputs ?? []).flatMap((output) => {
      if (output.output_type === "error") {
        return [`${where} failed: ${brief(`${output.ename}: ${output.evalue}`)}`];
      }
      if (output.output_type === "stream" && output.name === "stderr") {
        return [`${where} wrote to stderr: ${brief(joinText(output.text))}`];
      }
      const text = JSON.stringify(output);
      const path = machinePaths.find((folder) => folder.length > 1 && text.includes(folder));
      return path === undefined ? [] : [`${where} shows a path of this machine: ${path}`];
    });
  });
}

/**
 * Problems of a notebook as it is committed: each cell must have run once, in order, and the last one must
 * end with numbers.
 * @param {import("./notebook.mjs").Notebook} notebook
 * @returns {string[]}
 */
export function findMissingOutputs(notebook) {
  const counts = codeCells(notebook).map((cell) => cell.execution_count ?? null);
  const remedy = "run npm run notebooks -- --write";
  if (counts.some((count, index) => count !== index + 1)) {
    return [`it is not committed with the outputs of one run from top to bottom: ${remedy}`];
  }
  if (finalNumbers(notebook).length === 0) return ["its last cell ends without numbers to compare"];
  return [];
}

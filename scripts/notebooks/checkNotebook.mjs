/** The one way in which notebooks are checked and written, used by the command and by the test. */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../setup/failure.mjs";
import { root } from "../setup/paths.mjs";
import { compareNumbers } from "./compareNumbers.mjs";
import { executeNotebook } from "./executeNotebook.mjs";
import { findMissingOutputs, findProblems } from "./findProblems.mjs";
import { codeCells } from "./notebook.mjs";
import { stableNotebook } from "./stableNotebook.mjs";

/**
 * All notebooks there are. There is no list of exceptions.
 * @returns {string[]} paths, sorted
 */
export function listNotebooks() {
  const folder = join(root, "notebooks");
  const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  return names.sort().map((name) => join(folder, name));
}

/**
 * @param {string} file
 * @param {readonly string[]} problems
 */
function requireNone(file, problems) {
  if (problems.length === 0) return;
  throw new Failure(
    `${basename(file)}: ${problems.join("; ")}`,
    "Mend the notebook or the source; npm run notebooks -- --write commits to new numbers.",
  );
}

/**
 * Runs a notebook and compares it with its file.
 * @param {string} file
 * @param {(detail: string) => void} [report]
 * @returns {Promise<string>} what was found, in a few words
 */
export async function checkNotebook(file, report) {
  /** @type {import("./notebook.mjs").Notebook} */
  const committed = JSON.parse(readFileSync(file, "utf8"));
  const executed = await executeNotebook(file, report);
  const { problems, summary } = compareNumbers(committed, executed);
  requireNone(file, findProblems(executed));
  requireNone(file, [...findMissingOutputs(committed), ...problems]);
  return `${codeCells(executed).length} cells ran, ${summary}`;
}

/**
 * Runs a notebook and stores its outputs in its file, unless something is wrong with them.
 * @param {string} file
 * @param {(detail: string) => void} [report]
 * @returns {Promise<string>}
 */
export async function writeNotebook(file, report) {
  const executed = await executeNotebook(file, report);
  requireNone(file, [...findProblems(executed), ...findMissingOutputs(executed)]);
  const text = stableNotebook(executed);
  const changed = readFileSync(file, "utf8") !== text;
  writeFileSync(file, text);
  return `${codeCells(executed).length} cells ran, ${changed ? "written" : "unchanged"}`;
}

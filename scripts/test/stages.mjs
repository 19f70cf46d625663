/** The stages of `npm test`, in order: cheap checks of the text first, the real browser last. */
import { join } from "node:path";
import { Failure } from "../setup/failure.mjs";

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly string[]} program path of the tool's script and its arguments, run with Node
 * @property {boolean} vitest whether it is a Vitest project, whose tests are counted one by one
 * @property {boolean} browser whether it drives Chromium
 * @property {boolean} tensorflow whether it runs the real TensorFlow library, which is built first
 */

/**
 * @param {string} name
 * @param {readonly string[]} path
 * @param {...string} words
 * @returns {Stage}
 */
const check = (name, path, ...words) => ({
  name,
  program: [join("node_modules", ...path), ...words],
  vitest: false,
  browser: false,
  tensorflow: false,
});

/**
 * @param {string} name of the project in vitest.config.mjs
 * @param {{ browser?: boolean, tensorflow?: boolean }} [needs]
 * @returns {Stage}
 */
const project = (name, { browser = false, tensorflow = false } = {}) => ({
  name,
  program: [join("node_modules", "vitest", "vitest.mjs"), "run", "--project", name],
  vitest: true,
  browser,
  tensorflow,
});

/** @type {readonly Stage[]} */
export const stages = [
  check("format", ["prettier", "bin", "prettier.cjs"], "--check", "."),
  check("lint", ["eslint", "bin", "eslint.js"], ".", "--max-warnings", "0"),
  check("types", ["typescript", "bin", "tsc"], "-b"),
  project("unit"),
  project("tensorflow", { tensorflow: true }),
  project("kernel"),
  project("widgets", { browser: true }),
  project("lab", { browser: true }),
  project("notebooks"),
];

/**
 * The stages named on the command line, in their usual order; all of them when none is named.
 * @param {readonly string[]} names
 * @returns {readonly Stage[]}
 */
export function chooseStages(names) {
  const known = stages.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Failure(
      `npm test: there is no stage "${unknown}".`,
      `Choose from ${known.join(", ")}; for example npm test -- unit lab.`,
    );
  }
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
}

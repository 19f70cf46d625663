/**
 * Makes JupyterLab in .venv/ know the TypeScript kernel and the labextension. Both rooms install their own
 * part (kernel/ and widgets/ say how); this file only says where: into the environment, never into the
 * user's folders.
 */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { lastBuild } from "./build.mjs";
import { Failure } from "./failure.mjs";
import { writeLabDefaults } from "./labDefaults.mjs";
import { environmentFolder, root } from "./paths.mjs";
import { hashInputs, isCurrent, writeStamp } from "./stamp.mjs";

const stampFile = join(environmentFolder, ".eigenscape-jupyter-stamp");

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} module path of the module, relative to the project
 * @property {string} install its function: `({ prefix }) => folder`
 * @property {string} proof a file that the folder must then hold
 */

/** @type {readonly Part[]} */
const parts = [
  {
    name: "kernelspec",
    module: "dist/kernel/index.js",
    install: "installKernelspec",
    proof: "kernel.json",
  },
  {
    name: "labextension",
    module: "dist/widgets/install.js",
    install: "installLabextension",
    proof: "package.json",
  },
];

/**
 * @param {Part} part
 * @returns {Promise<string>} the folder it was installed to
 */
async function installPart(part) {
  const path = join(root, part.module);
  const rebuild = "Run npm run build and read its messages.";
  if (!existsSync(path)) {
    throw new Failure(`The ${part.name} cannot be installed: ${part.module} is missing.`, rebuild);
  }
  const module = await import(pathToFileURL(path).href);
  const folder = await module[part.install]({ prefix: environmentFolder });
  if (typeof folder !== "string" || !existsSync(join(folder, part.proof))) {
    throw new Failure(
      `The ${part.name} was not installed: no ${part.proof} in ${folder}.`,
      rebuild,
    );
  }
  return folder;
}

/**
 * @param {(detail: string) => void} report
 * @returns {Promise<string>} the outcome for the step's line
 */
export async function installJupyterParts(report) {
  const hash = hashInputs({
    files: [join("scripts", "setup", "labDefaults.mjs")],
    words: [lastBuild(), process.execPath, root], // the kernelspec holds the path of the Node that runs it
  });
  if (isCurrent(stampFile, hash)) return "up to date";
  writeLabDefaults();
  const folders = [];
  for (const part of parts) {
    report(`installing the ${part.name}`);
    folders.push(relative(root, await installPart(part)));
  }
  writeStamp(stampFile, hash);
  return `installed ${folders.join(" and ")}`;
}

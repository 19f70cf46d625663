/**
 * The build: TypeScript projects to dist/, then the browser bundles. The projects are those of
 * tsconfig.json except tests and scripts: what is not run is not built here (`npm test` checks their types
 * as a stage of its own, where a mistake in a test does not keep anybody from starting).
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { runProgram } from "./runProgram.mjs";
import { hashInputs, isCurrent, writeStamp } from "./stamp.mjs";

const stampFile = join(root, "dist", ".eigenscape-stamp");
const bundler = "scripts/build-widgets.mjs";
const unbuilt = ["./test", "./scripts"];

/**
 * The projects that the build compiles.
 * @param {string} configuration text of the root tsconfig.json
 * @returns {string[]}
 */
export function builtProjects(configuration) {
  /** @type {{ references: { path: string }[] }} */
  const { references } = JSON.parse(configuration);
  return references.map(({ path }) => path).filter((path) => !unbuilt.includes(path));
}

/** Hash of everything that the build reads. */
function buildHash() {
  return hashInputs({
    files: ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.base.json", bundler],
    folders: ["src", "kernel", "widgets", "bin"],
  });
}

/**
 * Tells one build from the next, for steps that use what it made.
 * @returns {string}
 */
export function lastBuild() {
  return existsSync(stampFile) ? String(statSync(stampFile).mtimeMs) : "never";
}

/**
 * @param {string} what
 * @param {import("./runProgram.mjs").RunResult} result
 */
function requireSuccess(what, result) {
  if (result.code === 0) return;
  const first = result.lines.find((line) => /error/i.test(line)) ?? result.lines.at(-1);
  throw new Failure(
    `${what} failed: ${(first ?? `exit code ${result.code}`).trim()}`,
    `Read ${result.log}, mend the source and run the command again.`,
  );
}

/**
 * @param {(detail: string) => void} report
 * @returns {Promise<string>} the outcome for the step's line
 */
export async function build(report) {
  const hash = buildHash();
  if (isCurrent(stampFile, hash)) return "up to date";
  report("compiling TypeScript");
  const projects = builtProjects(readFileSync(join(root, "tsconfig.json"), "utf8"));
  const compiler = join("node_modules", "typescript", "bin", "tsc");
  // Forced: tsc decides by times and would overlook an older file that came back (a restored backup, a copy).
  const words = [compiler, "-b", "--force", ...projects];
  requireSuccess("tsc", await runProgram(process.execPath, words, { log: "tsc" }));
  if (existsSync(join(root, bundler))) {
    report("bundling the widgets");
    requireSuccess(
      bundler,
      await runProgram(process.execPath, [bundler], { log: "build-widgets" }),
    );
  }
  writeStamp(stampFile, hash);
  return "built dist/";
}

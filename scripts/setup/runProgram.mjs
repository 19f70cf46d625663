/**
 * Runs a program to its end and keeps all it prints in a log file: the person sees one line per step, and
 * the log is there when something fails.
 */
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { cacheFolder, root } from "./paths.mjs";

/** Exit code for a program that does not exist, as shells give it. */
const notFound = 127;

/**
 * @typedef {object} RunOptions
 * @property {string} log name of the log file, without folder and extension
 * @property {string} [cwd] folder to run in; the project's by default
 * @property {Record<string, string | undefined>} [env] added to the environment; undefined removes
 * @property {(line: string) => void} [onLine] hears each line of output
 *
 * @typedef {object} RunResult
 * @property {number} code exit code; 127 when the program was not found, 128 when a signal ended it
 * @property {string[]} lines everything printed, both streams
 * @property {string} log path of the log file, relative to the project
 */

/**
 * @param {string} program
 * @param {readonly string[]} programArguments
 * @param {RunOptions} options
 * @returns {Promise<RunResult>}
 */
export async function runProgram(program, programArguments, options) {
  const folder = join(cacheFolder, "logs");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${options.log}.log`);
  const log = createWriteStream(file);
  /** @type {string[]} */
  const lines = [];
  const hear = (/** @type {string} */ line) => {
    lines.push(line);
    log.write(`${line}\n`);
    options.onLine?.(line);
  };
  const child = spawn(program, programArguments, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  createInterface({ input: child.stdout }).on("line", hear);
  createInterface({ input: child.stderr }).on("line", hear);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      hear(`${program}: ${error.message}`);
      resolve(notFound);
    });
    child.on("close", (exitCode) => resolve(exitCode ?? 128));
  });
  log.end();
  return { code, lines, log: relative(root, file) };
}

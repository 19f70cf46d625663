/** Finds Chromium or Chrome for the tests that need a browser; nothing is downloaded. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "./failure.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false; // missing, or not ours to run
  }
}

/**
 * The path of the browser: the variable CHROMIUM when set, else the first usual name on the PATH.
 * @param {Record<string, string | undefined>} [env]
 * @returns {string}
 */
export function findChromium(env = process.env) {
  const remedy =
    "Install Chromium (Debian: apt-get install chromium), or set CHROMIUM to the path of a Chromium or Chrome.";
  if (env.CHROMIUM) {
    if (isProgram(env.CHROMIUM)) return env.CHROMIUM;
    throw new Failure(`CHROMIUM is ${env.CHROMIUM}, which is not a program.`, remedy);
  }
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...candidates, ...places].find(isProgram);
  if (found === undefined) {
    throw new Failure("No Chromium was found, which this stage drives.", remedy);
  }
  return found;
}

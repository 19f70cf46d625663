/**
 * Stamps make repeats cheap: a step writes the hash of what it was made from beside what it made, and is
 * skipped while both still agree. Contents are hashed, not times: a fresh checkout changes every time.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./paths.mjs";

/**
 * All files below a path, sorted, so that the hash does not depend on the file system's order.
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * A hash over files, folders (all files below) and words. Missing files count as absent, not as errors.
 * @param {{ files?: readonly string[], folders?: readonly string[], words?: readonly string[] }} inputs
 *   paths relative to the project
 * @returns {string}
 */
export function hashInputs({ files = [], folders = [], words = [] }) {
  const hash = createHash("sha256");
  const paths = [
    ...files.map((file) => join(root, file)).filter((file) => existsSync(file)),
    ...folders.flatMap((folder) => filesBelow(join(root, folder))),
  ];
  for (const path of paths) {
    hash.update(`file ${relative(root, path)}\n`);
    hash.update(readFileSync(path));
  }
  for (const word of words) hash.update(`word ${word}\n`);
  return hash.digest("hex");
}

/**
 * Whether a stamp says that this hash was already made.
 * @param {string} stampFile
 * @param {string} hash
 * @returns {boolean}
 */
export function isCurrent(stampFile, hash) {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8").trim() === hash;
}

/**
 * @param {string} stampFile
 * @param {string} hash
 */
export function writeStamp(stampFile, hash) {
  writeFileSync(stampFile, `${hash}\n`);
}

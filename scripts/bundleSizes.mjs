/** Sizes of what browsers load, and the limits that a build must keep; plotly alone is 4.6 to 4.8 MB of each. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** In kB, of files or whole folders under dist/. */
const limits = {
  "labextension/static": 5200,
  "index.js": 5300,
  "esm/exports.js": 200,
  esm: 5300,
  "standalone/report.js": 15,
  "standalone/figures.js": 100,
  standalone: 1800,
};

/**
 * @param {string} dist
 * @returns {readonly { name: string, size: number, limit: number }[]} in kB
 */
export function bundleSizes(dist) {
  return Object.entries(limits).map(([name, limit]) => ({
    name,
    size: Math.ceil(bytesOf(join(dist, name)) / 1000),
    limit,
  }));
}

/** @param {readonly { name: string, size: number, limit: number }[]} sizes @returns {string} */
export function sizeTable(sizes) {
  return sizes.map(({ name, size, limit }) => `  dist/${name}: ${size} kB (≤ ${limit})`).join("\n");
}

/** @param {string} path @returns {number} */
function bytesOf(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, entry) => sum + bytesOf(join(path, entry)), 0);
}

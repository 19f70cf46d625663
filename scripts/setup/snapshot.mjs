/**
 * The V8 snapshot from which kernels start faster. Without one they start all the same, so a failure is told and
 * stops nothing.
 */
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

/** @returns {Promise<string>} the outcome for the step's line */
export async function makeSnapshot() {
  const kernel = await import(pathToFileURL(join(root, "dist", "kernel", "index.js")).href);
  if (kernel.snapshotObstacle() === undefined) return "up to date";
  try {
    return relative(root, await kernel.buildSnapshot());
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split("\n");
    return `left out: ${reason}`;
  }
}

/** The first check: is this Node new enough? It runs before anything else can fail in a stranger way. */
import { Failure } from "./failure.mjs";
import { isAtLeast, lowest } from "./version.mjs";

/**
 * @param {string} [version] as `process.versions.node` gives it
 * @returns {string} the outcome for the step's line
 */
export function checkNode(version = process.versions.node) {
  if (!isAtLeast(version, lowest.node)) {
    throw new Failure(
      `Node ${version} is too old: eigenscape needs Node ${lowest.node} or newer.`,
      `Install Node ${lowest.node} or newer and run the command again.`,
    );
  }
  return version;
}

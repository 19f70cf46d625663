/** Version numbers of Node and Python: reading and comparing, and the two lowest that the project needs. */

/** Lowest versions, as `engines` in package.json and the Python pins in requirements.txt have them. */
export const lowest = { node: "20", python: "3.10" };

/**
 * The numbers of a version such as "v20.11.1" or "3.13.0rc1"; what is not a number ends it.
 * @param {string} version
 * @returns {number[]}
 */
export function parseVersion(version) {
  const digits = /^v?(\d+(?:\.\d+)*)/.exec(version.trim());
  return digits === null ? [] : (digits[1] ?? "").split(".").map(Number);
}

/**
 * Whether a version is at least the lowest one, number by number; what cannot be read is too low.
 * @param {string} version
 * @param {string} minimum
 * @returns {boolean}
 */
export function isAtLeast(version, minimum) {
  const found = parseVersion(version);
  if (found.length === 0) return false;
  for (const [index, wanted] of parseVersion(minimum).entries()) {
    const number = found[index] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return true;
}

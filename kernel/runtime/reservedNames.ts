/** Global names that a cell's own variables must not take away from libraries. */

/** Names by which libraries find out where they run. */
const probed = [
  "window",
  "self",
  "document",
  "navigator",
  "location",
  "define",
  "module",
  "exports",
  "require",
  "__filename",
  "__dirname",
];

/** Not variables at all; renaming them would break what they mean. */
const constants = new Set(["undefined", "NaN", "Infinity", "globalThis"]);

export function reservedNames(): ReadonlySet<string> {
  const globals = Object.getOwnPropertyNames(globalThis).filter((name) => !constants.has(name));
  return new Set([...globals, ...probed]);
}

/**
 * Whole import declarations as completions: of a name that is written alone on its line, or after `import {`.
 *
 * The protocol replaces one piece of text, so an import cannot be added elsewhere while a name is completed.
 */
import type { Completions } from "./completion.js";
import type { PackageExports } from "./packageExports.js";

const maximalItems = 30;
const minimalLength = 2;

/** Completions of imports at a position; undefined where they make no sense. */
export function importCompletions(
  exports: PackageExports,
  code: string,
  position: number,
): Completions | undefined {
  const lineStart = code.lastIndexOf("\n", position - 1) + 1;
  const [line = ""] = code.slice(lineStart).split("\n", 1);
  const before = code.slice(lineStart, position);
  if (line.slice(before.length).replace("}", "").trim() !== "") return undefined;
  const [, indent = "", opening = "", name = ""] =
    /^(\s*)(import\s+\{?\s*)?([\p{ID_Start}$_][\p{ID_Continue}$]*)?$/u.exec(before) ?? [];
  if (opening === "" && name.length < minimalLength) return undefined;
  if (opening === "" && line.length > before.length) return undefined;
  const fitting = [...exports.read()].filter(([each]) =>
    each.toLowerCase().startsWith(name.toLowerCase()),
  );
  // Of what differs only in case, what is written as typed comes first.
  const [same, other] = [true, false].map((exact) =>
    fitting
      .filter(([each]) => each.startsWith(name) === exact)
      .sort(([x], [y]) => (x < y ? -1 : 1)),
  );
  const items = [...same!, ...other!]
    .flatMap(([, declarations]) => declarations)
    .slice(0, maximalItems)
    .map((text) => ({ text, kind: "import" }));
  return { start: lineStart + indent.length, end: lineStart + line.length, items };
}

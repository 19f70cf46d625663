/** Whether a text is a whole cell: consoles ask, to know whether Enter runs it or starts a new line. */
import type { CellSource } from "./cellSource.js";
import { parseCell } from "./sourceFile.js";

export type Completeness =
  | { readonly status: "complete" | "invalid" }
  | { readonly status: "incomplete"; readonly indent: string };

const unterminatedTemplate = 1160;
const unterminatedComment = 1010;
/** A string literal ends with its line; no further text can mend it. */
const unterminatedString = 1002;
const unterminatedRegExp = 1161;

export function completeness(source: CellSource): Completeness {
  const { code, text } = source;
  // More lines may belong to a cell magic, whatever they are; a blank one ends it, as in IPython.
  if (/^\s*%%/.test(code) && !/\n\s*$/.test(code)) return { status: "incomplete", indent: "" };
  const [first] = parseCell(text).parseDiagnostics;
  if (!first) return { status: "complete" };
  const open = [unterminatedTemplate, unterminatedComment];
  if (open.includes(first.code)) return { status: "incomplete", indent: "" };
  if ([unterminatedString, unterminatedRegExp].includes(first.code)) return { status: "invalid" };
  // The parser missed something at the very end: what comes next may supply it.
  if (source.toCode(first.start) >= code.trimEnd().length)
    return { status: "incomplete", indent: indentAfter(code) };
  return { status: "invalid" };
}

function indentAfter(code: string): string {
  const last = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(last)?.[0] ?? "";
  return /[{([]$/.test(last) ? `${indent}  ` : indent;
}

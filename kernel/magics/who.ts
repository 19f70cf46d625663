/** %who and %whos: what the session has declared. */
import { inspect } from "node:util";
import type { Magic, MagicContext, SessionVariable } from "./magic.js";

const maximalWidth = 48;
const types = new Set(["interface", "type"]);

export const who: Magic = {
  name: "who",
  usage: "%who",
  help: "Lists the names that cells have declared.",
  line: "command",
  run: ({ names, print }) => print(`${listed(names())}\n`),
};

export const whos: Magic = {
  name: "whos",
  usage: "%whos",
  help: "Lists the names that cells have declared, with types and short values.",
  line: "command",
  run: (context) => context.print(table(context)),
};

function listed(names: readonly SessionVariable[]): string {
  return names.length === 0 ? "nothing is declared" : names.map(({ name }) => name).join("   ");
}

function table({ names }: MagicContext): string {
  const known = names();
  if (known.length === 0) return `${listed(known)}\n`;
  const rows = known.map((each) => [each.name, each.kind, short(each.type), shownValue(each)]);
  const all = [["Name", "Kind", "Type", "Value"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return all.map((row) => `${line(row)}\n`).join("");
}

function shownValue({ kind, value }: SessionVariable): string {
  if (types.has(kind)) return "";
  try {
    const found = value();
    if (typeof found === "function") return "";
    return short(
      inspect(found, {
        depth: 0,
        breakLength: Infinity,
        maxArrayLength: 6,
        maxStringLength: maximalWidth,
      }),
    );
  } catch {
    return "(not set)"; // its cell failed before it came there
  }
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > maximalWidth ? `${line.slice(0, maximalWidth - 1)}…` : line;
}

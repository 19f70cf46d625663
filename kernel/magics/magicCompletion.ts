/** Names of magics while they are written, file names behind them, and what is known about one. */
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, resolve } from "node:path";
import type { Completions } from "../language/completion.js";
import type { Magic } from "./magic.js";
import { findCellMagic, findMagicLines, statementMayBegin } from "./magicLines.js";
import { magicNamed, magics } from "./magicTable.js";

/** Undefined where no magic is being written. */
export function completeMagic(code: string, position: number): Completions | undefined {
  const lineStart = code.lastIndexOf("\n", position - 1) + 1;
  const before = code.slice(lineStart, position);
  const [, target = "", sign] = /^\s*((?:\w+\s+)?[\w$]+\s*=\s*)?(%%?\w*)$/.exec(before) ?? [];
  if (sign !== undefined) return completeName(code.slice(0, lineStart), target, sign, position);
  const word = /[^\s"'`$={}()[\]|;&<>]*$/.exec(before)?.[0] ?? "";
  if (!takesFiles(code, position - word.length)) return undefined;
  return completeFile(word, position);
}

function completeName(
  above: string,
  target: string,
  sign: string,
  position: number,
): Completions | undefined {
  if (!statementMayBegin(above)) return undefined;
  const isFirst = above.trim() === "" && target === "";
  const signs = magics.flatMap((magic) => [
    ...(magic.line && magic.name !== "system" ? [`%${magic.name}`] : []),
    ...(magic.cell && isFirst ? [`%%${magic.name}`] : []),
  ]);
  const items = signs
    .filter((each) => each.startsWith(sign))
    .filter((each) => target === "" || magicNamed(each)?.returns !== undefined)
    .map((text) => ({ text, kind: "magic" }));
  return { start: position - sign.length, end: position, items };
}

/** Whether a position is in the text behind a magic that takes a text, but not in `${…}`. */
function takesFiles(code: string, position: number): boolean {
  const cell = findCellMagic(code);
  const lines = cell ? [cell] : findMagicLines(code, 0, () => true);
  const line = lines.find(({ argument, end }) => argument <= position && position <= end);
  if (!line || code.slice(line.argument, position).endsWith("${")) return false;
  const magic = magicNamed(line.sign);
  return (cell ? magic?.cell : magic?.line) === "command" && magic?.name !== "env";
}

function completeFile(word: string, position: number): Completions {
  const typed = basename(`${word}.`).slice(0, -1); // of "a/" the name is "", not "a"
  const folder = word.slice(0, word.length - typed.length);
  const start = position - typed.length;
  try {
    const found = readdirSync(resolve(folder.replace(/^~(?=\/)/, homedir()) || "."), {
      withFileTypes: true,
    });
    const items = found
      .filter(({ name }) => name.startsWith(typed) && (typed !== "" || !name.startsWith(".")))
      .map((each) => ({ text: `${each.name}${each.isDirectory() ? "/" : ""}`, kind: "file" }))
      .sort((a, b) => (a.text < b.text ? -1 : 1));
    return { start, end: position, items };
  } catch {
    return { start, end: position, items: [] }; // no such folder
  }
}

/** The magic whose name is at a position. */
export function magicAt(code: string, position: number): Magic | undefined {
  const lines = [findCellMagic(code), ...findMagicLines(code, 0, () => true)];
  const line = lines.find(
    (each) => each && each.at <= position && position <= each.at + each.sign.length,
  );
  return line && magicNamed(line.sign);
}

/**
 * Which lines of a cell are magics. `a\n% b` is a remainder and `!done` a negation, so a line is a magic only if
 *
 * 1. it begins with `%name`, `!command` or `!!command`, or is `x = ` (with const, let or var) followed by one;
 * 2. a statement may begin there: not inside a template literal, a comment or an expression;
 * 3. TypeScript cannot parse it, or it begins with a word that is no variable (`5\n%who`, `!ls`): as TypeScript
 *    that would only be an unknown name.
 *
 * A cell whose first line that is not blank begins with `%%name` is a cell magic.
 */
import type TS from "typescript";
import { parseCell } from "../language/sourceFile.js";
import { ts } from "../language/typescript.js";

export interface MagicLine {
  /** Offset of the line, after its indentation. */
  readonly start: number;
  /** Offset of the `%` or `!`; behind `start` if there is `x = ` between. */
  readonly at: number;
  /** Offset of what stands behind the name. */
  readonly argument: number;
  /** Offset of the line's end. */
  readonly end: number;
  /** "%time", "!", "!!" */
  readonly sign: string;
}

/** Whether a name is a variable of the notebook. */
export type IsVariable = (name: string) => boolean;

const candidate =
  /^([ \t]*)((?:(?:const|let|var)[ \t]+)?[\p{ID_Start}$_][\p{ID_Continue}$]*[ \t]*=[ \t]*)?(%[\p{ID_Start}_]\w*|!!?(?=[ \t]*[^\s=!]))[ \t]*(.*?)[ \t\r]*$/gmu;
const cellMagic = /^\s*?^[ \t]*(%%\w+)[ \t]*(.*)$/mu;
const operators = new Set(
  "await async class delete false function import new null super this true typeof void yield".split(
    " ",
  ),
);
const probe = "debugger;";

/** The line of a cell magic. */
export function findCellMagic(code: string): MagicLine | undefined {
  const match = cellMagic.exec(code);
  if (match?.index !== 0) return undefined;
  const [all, sign = "", argument = ""] = match;
  const at = all.indexOf(sign);
  return { start: at, at, argument: all.length - argument.length, end: all.length, sign };
}

/** @param from Offset from which on lines are looked at. */
export function findMagicLines(code: string, from: number, isVariable: IsVariable): MagicLine[] {
  const found: MagicLine[] = [];
  let masked = code;
  let skipped = from;
  for (const match of code.matchAll(candidate)) {
    const line = lineOf(match);
    if (line.start < skipped) continue;
    const before = masked.slice(0, line.start);
    if (!statementMayBegin(before)) {
      skipped = endOfToken(masked, line.start);
    } else if (
      isMagic(before, code.slice(line.at, line.end), code.slice(line.start, line.end), isVariable)
    ) {
      found.push(line);
      masked = before + ";".padEnd(line.end - line.start) + masked.slice(line.end);
    }
  }
  return found;
}

function lineOf({
  index,
  0: all,
  1: indent = "",
  2: target = "",
  3: sign = "",
  4: argument = "",
}: RegExpMatchArray): MagicLine {
  const start = (index ?? 0) + indent.length;
  const at = start + target.length;
  const end = start - indent.length + all.trimEnd().length;
  return { start, at, argument: end - argument.length, end, sign };
}

function isMagic(before: string, magic: string, line: string, isVariable: IsVariable): boolean {
  const { parseDiagnostics } = parseCell(before + line);
  // An error at the very end says only that the code goes on below.
  const [from, to] = [before.length, before.length + line.length];
  if (parseDiagnostics.some(({ start }) => start >= from && start < to)) return true;
  // `!/bin/ls` looks like a regular expression, but with flags that there are none.
  if (/^!!?\s*\/(?:[^/\\]|\\.)+\/[a-z]*[^\W\ddgimsuvy]/.test(magic)) return true;
  const word = /^(?:%|!!?\s*)([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(magic)?.[1];
  return word !== undefined && !operators.has(word) && !isVariable(word);
}

/** Whether behind this text a statement of the cell, or of a block in it, may begin. */
export function statementMayBegin(before: string): boolean {
  const file = parseCell(before + probe);
  const at = before.length;
  if (file.parseDiagnostics.some(({ start }) => start >= at && start < file.text.length))
    return false;
  let place: TS.Node | undefined;
  const visit = (node: TS.Node): void => {
    if (node.end <= at) return;
    if (ts.isDebuggerStatement(node) && node.getStart(file) === at) place = node.parent;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return place !== undefined && (ts.isSourceFile(place) || ts.isBlock(place));
}

/** The end of the template literal that an offset lies in; else the offset itself. */
function endOfToken(text: string, offset: number): number {
  let end = offset;
  const file = parseCell(text);
  const visit = (node: TS.Node): void => {
    if (node.end <= offset || node.pos > offset) return;
    if (ts.isTemplateLiteralToken(node)) end = node.end;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return end;
}

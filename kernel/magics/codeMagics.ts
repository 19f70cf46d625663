/**
 * Magics that take code of the cell: %time and %timeit.
 *
 * As lines they take the statements that begin on their line, wherever those end.
 */
import type TS from "typescript";
import type { Edit } from "../language/editedText.js";
import { parseCell } from "../language/sourceFile.js";
import { ts } from "../language/typescript.js";
import type { MagicForm } from "./magic.js";

export type CodeForm = "timed" | "repeated";

export function isCode(form: MagicForm | undefined): form is CodeForm {
  return form === "timed" || form === "repeated";
}

export interface TakenCode {
  readonly form: CodeForm;
  /** The statements that begin at these offsets are taken. */
  readonly from: number;
  readonly to: number;
  /** Options of a cell magic; those of a line stand before its code. */
  readonly options?: string;
}

const optionPattern = /^(?:\s*-[a-z]\s*\d+)*/;

/** @param masked The cell's code with every magic blanked out. */
export function codeEdits(masked: string, taken: TakenCode): Edit[] {
  return taken.form === "timed" ? timedEdits(masked, taken) : repeatedEdits(masked, taken);
}

function timedEdits(masked: string, { from, to, options }: TakenCode): Edit[] {
  const { statements, file } = statementsIn(masked, from, to);
  const [first, last] = [statements[0], statements.at(-1)];
  if (!first || !last) return [];
  // The clock of a whole cell starts with the cell, so that imports are timed as well.
  const begin = options === undefined ? [insertion(first.getStart(file), "$kernel.begin();")] : [];
  if (!ts.isExpressionStatement(last))
    return [...begin, insertion(last.end, ";await $kernel.end(undefined);")];
  const { expression } = last;
  return [
    ...begin,
    insertion(expression.getStart(file), "await $kernel.end("),
    insertion(expression.end, ")"),
  ];
}

function repeatedEdits(masked: string, { from, to, options }: TakenCode): Edit[] {
  const given = options ?? optionPattern.exec(masked.slice(from, to))?.[0] ?? "";
  const start = options === undefined ? from + given.length : from;
  const code = masked.slice(0, from).concat("".padEnd(start - from), masked.slice(start));
  const { statements, file } = statementsIn(code, start, to);
  const [first, last] = [statements[0], statements.at(-1)];
  if (!first || !last) return [];
  const async = statements.some(awaits) ? "async " : "";
  const head = `;await $kernel.repeat(${JSON.stringify(given.trim())}, ${async}() => {`;
  const edits = [
    {
      start: options === undefined ? from : first.getStart(file),
      end: first.getStart(file),
      text: head,
    },
  ];
  if (ts.isExpressionStatement(last)) {
    // What a function gives back has to be computed; what it drops may be optimised away.
    edits.push(insertion(last.expression.getStart(file), "return ("));
    edits.push(insertion(last.expression.end, ")"));
  }
  // The line break ends a comment behind the code.
  edits.push(insertion(last.end, "\n});"));
  return edits;
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

/** Statements of one list that begin between two offsets. */
function statementsIn(
  code: string,
  from: number,
  to: number,
): { statements: TS.Statement[]; file: TS.SourceFile } {
  const file = parseCell(code);
  const statements: TS.Statement[] = [];
  const visit = (node: TS.Node): void => {
    if (statements.length > 0) return;
    if (ts.isSourceFile(node) || ts.isBlock(node))
      for (const statement of node.statements) {
        const start = statement.getStart(file);
        if (start >= from && start < to && !ts.isEmptyStatement(statement))
          statements.push(statement);
      }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { statements, file };
}

/** Whether a statement awaits outside of functions of its own. */
function awaits(node: TS.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isForOfStatement(node) && node.awaitModifier) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false;
}

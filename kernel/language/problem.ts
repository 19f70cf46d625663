/** A compiler error at its place in the cell, and how it is shown. */
import type TS from "typescript";
import { codeFrame, placeOf, type Place } from "./codeFrame.js";
import { ts } from "./typescript.js";

export interface Problem {
  /** TypeScript's number, as in TS2322. */
  readonly code: number;
  readonly message: string;
  readonly place: Place;
  readonly length: number;
}

const maximalShown = 10;
const moduleNotFound = 2307;

/** @param prefixLength How much text stands before the cell's in the checked file. */
export function toProblem(diagnostic: TS.Diagnostic, code: string, prefixLength: number): Problem {
  const offset = Math.min(Math.max((diagnostic.start ?? 0) - prefixLength, 0), code.length);
  return {
    code: diagnostic.code,
    message: explain(diagnostic),
    place: placeOf(code, offset),
    length: diagnostic.length ?? 1,
  };
}

function explain({ code, messageText }: TS.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  const missing = code === moduleNotFound ? /^Cannot find module '([^'./][^']*)'/.exec(text) : null;
  if (missing?.[1]) {
    const packageName = missing[1].split("/", missing[1].startsWith("@") ? 2 : 1).join("/");
    return `${text}\nTo install it, run in a terminal: npm install ${packageName}`;
  }
  // Constants of earlier cells are seen as imports; to the reader they are constants.
  return text.replace(
    /^Cannot assign to '(.*)' because it is an import\.$/,
    "Cannot assign to '$1' because it is a constant.",
  );
}

/**
 * The lines shown for a cell that was not run.
 *
 * @param label Names the cell, such as "cell [3]".
 */
export function showProblems(problems: readonly Problem[], code: string, label: string): string[] {
  const lines = problems
    .slice(0, maximalShown)
    .flatMap(({ code: number, message, place, length }) => [
      `${label}:${place.line}:${place.column} - TS${number}: ${message}`,
      ...codeFrame(code, place, length),
      "",
    ]);
  const more = problems.length - maximalShown;
  return more > 0 ? [...lines, `… and ${more} more.`] : lines.slice(0, -1);
}

/** A compiler error at its place in the cell, and how it is shown. */
import type TS from "typescript";
import { codeFrame, placeOf, type Place } from "./codeFrame.js";
import type { OpenCell } from "./typeChecker.js";
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
const jsxRuntimeNotFound = 2875;
const nameNotFound = new Set([2304, 2503, 2552, 2686]);

/** Tells the import declarations that bring a name. */
type ImportsOf = (name: string) => readonly string[];

/** The diagnostic of a checked file, told in terms of its cell. */
export function toProblem(
  diagnostic: TS.Diagnostic,
  { source, wrapped }: OpenCell,
  importsOf: ImportsOf,
): Problem {
  const inText = (offset: number): number =>
    Math.min(Math.max(offset - wrapped.prefix.length, 0), source.text.length);
  const { start = 0, length = 1 } = diagnostic;
  const from = source.toCode(inText(start));
  return {
    code: diagnostic.code,
    message: explain(diagnostic, importsOf),
    place: placeOf(source.code, from),
    length: Math.max(1, source.toCode(inText(start + length)) - from),
  };
}

function explain({ code, messageText }: TS.Diagnostic, importsOf: ImportsOf): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  const missing = code === moduleNotFound ? /^Cannot find module '([^'./][^']*)'/.exec(text) : null;
  if (missing?.[1]) {
    const packageName = missing[1].split("/", missing[1].startsWith("@") ? 2 : 1).join("/");
    return `${text}\nTo install it, run: %npm install ${packageName}`;
  }
  const name = nameNotFound.has(code) ? /'([^']+)'/.exec(text)?.[1] : undefined;
  const imports = name === undefined ? [] : importsOf(name);
  if (imports.length > 0) return [text, "To import it:", ...imports].join("\n");
  if (code === jsxRuntimeNotFound)
    return `${text}\nTo use JSX with React, run: %npm install react @types/react (or preact, which has its types)`;
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
  const rest = more > 0 ? [`… and ${more} more.`, ""] : [];
  return [
    ...lines,
    ...rest,
    "Nothing of the cell was run. To run it anyway, make %%nocheck its first line.",
  ];
}

/** Completion at a position of a cell that is being written. */
import type TS from "typescript";
import { endTypePrefix } from "./sessionNames.js";
import { ts } from "./typescript.js";
import type { TypeChecker } from "./typeChecker.js";

export interface Completion {
  readonly text: string;
  /** TypeScript's word for what it is: "const", "method", "class", "keyword", … */
  readonly kind: string;
}

export interface Completions {
  /** What is replaced, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

/** A list longer than this helps nobody and costs the browser. */
const maximalItems = 500;
const preferences: TS.UserPreferences = { includeCompletionsWithInsertText: true };
const never = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => undefined,
};

export function complete(checker: TypeChecker, code: string, position: number): Completions {
  const source = checker.source(code, true);
  const { file, wrapped } = checker.open(source, true);
  const { hot } = checker;
  const at = source.toText(position) + wrapped.prefix.length;
  const toCode = (offset: number): number => source.toCode(offset - wrapped.prefix.length);
  const info = ts.Completions.getCompletionsAtPosition(
    hot.host,
    hot.program,
    () => undefined,
    file,
    at,
    preferences,
    undefined,
    undefined,
    never,
    undefined,
    true,
  );
  const span = info?.optionalReplacementSpan;
  const word = span ? toCode(span.start) : startOfWord(code, position);
  // An entry may replace more than the word: "?.length" replaces the dot before it. The protocol knows one
  // start for all, so what the others do not replace is put before them.
  const startOf = ({ replacementSpan }: TS.CompletionEntry): number =>
    replacementSpan ? toCode(replacementSpan.start) : word;
  const typed = code.slice(word, position).toLowerCase();
  const entries = (info?.entries ?? [])
    .filter((entry) => entry.name.toLowerCase().startsWith(typed) && isOffered(entry))
    .sort((a, b) => compare(a.sortText, b.sortText) || compare(a.name, b.name))
    .slice(0, maximalItems);
  const start = Math.min(word, ...entries.map(startOf));
  const items = entries.map((entry) => ({
    text: code.slice(start, startOf(entry)) + (entry.insertText ?? entry.name),
    kind: kindOf(entry, hot.checker, file),
  }));
  return { start, end: position, items };
}

/** What a name stands for: names of earlier cells are imports to the compiler, which says "alias" of all. */
function kindOf(
  { kind, symbol }: TS.CompletionEntry,
  checker: TS.TypeChecker,
  file: TS.SourceFile,
): string {
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return kind;
  const target = checker.getAliasedSymbol(symbol);
  return ts.SymbolDisplay.getSymbolKind(checker, target, file) || kind;
}

/** Not our own names, nor members that are written in brackets: `[Symbol.iterator]`. */
function isOffered({ name, insertText }: TS.CompletionEntry): boolean {
  return !name.startsWith(endTypePrefix) && insertText?.startsWith("[") !== true;
}

function startOfWord(code: string, position: number): number {
  return position - (/[\p{ID_Continue}$]*$/u.exec(code.slice(0, position))?.[0].length ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

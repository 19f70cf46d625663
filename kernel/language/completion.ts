/** Completion at a position of a cell that is being written. */
import type TS from "typescript";
import { kernelGlobal } from "./emit/cellModule.js";
import { importCompletions } from "./importCompletion.js";
import { endTypePrefix } from "./sessionNames.js";
import { ts } from "./typescript.js";
import type { TypeChecker } from "./typeChecker.js";

export interface Completion {
  readonly text: string;
  /** TypeScript's word for what it is: "const", "method", "class", "keyword", … */
  readonly kind: string;
  /** Parameters and result of a function: "(a: number) => string". */
  readonly signature?: string;
}

export interface Completions {
  /** What is replaced, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

/** A list longer than this helps nobody and costs the browser. */
const maximalItems = 500;
/** Working out the types of more functions than this would be felt. */
const maximalSignatures = 40;
const preferences: TS.UserPreferences = { includeCompletionsWithInsertText: true };
const never = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => undefined,
};

export function complete(checker: TypeChecker, code: string, position: number): Completions {
  const known = completeNames(checker, code, position);
  const imports = checker.exports.ready
    ? importCompletions(checker.exports, code, position)
    : undefined;
  if (!imports || imports.items.length === 0) return known;
  // A name of the notebook comes first; nothing else fits inside an import that is being written.
  const sameStart = imports.start === known.start;
  if (known.items.length > 0 && !sameStart) return known;
  return { ...imports, items: sameStart ? [...known.items, ...imports.items] : imports.items };
}

function completeNames(checker: TypeChecker, code: string, position: number): Completions {
  const source = checker.source(code, true);
  const { file, wrapped } = checker.open(source, true);
  const { hot } = checker;
  const at = source.cursor(position) + wrapped.prefix.length;
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
    ...(entries.length <= maximalSignatures && signatureOf(entry, hot.checker)),
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

function signatureOf({ symbol }: TS.CompletionEntry, checker: TS.TypeChecker): Partial<Completion> {
  if (!symbol) return {};
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const { Function, Method, Variable } = ts.SymbolFlags;
  if (!(target.flags & (Function | Method | Variable))) return {};
  const [call] = checker.getTypeOfSymbol(target).getCallSignatures();
  if (!call) return {};
  const signature = checker.signatureToString(call);
  // A constant that holds a function is used as one.
  return target.flags & Variable ? { signature, kind: "function" } : { signature };
}

/** Not our own names, nor members that are written in brackets: `[Symbol.iterator]`. */
function isOffered({ name, insertText }: TS.CompletionEntry): boolean {
  return (
    !name.startsWith(endTypePrefix) && name !== kernelGlobal && insertText?.startsWith("[") !== true
  );
}

function startOfWord(code: string, position: number): number {
  return position - (/[\p{ID_Continue}$]*$/u.exec(code.slice(0, position))?.[0].length ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

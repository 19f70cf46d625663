/**
 * Documentation of packages and of the language, read when somebody asks for it.
 *
 * Parsing their comments is a fifth of the time that a kernel takes to start, and of that of a first import; most
 * are never looked at. A file whose documentation is wanted is parsed again, with its comments, which are then
 * given to the nodes of the file that the checker knows.
 */
import type TS from "typescript";
import { ts, type DocumentedNode } from "./typescript.js";

const undocumented = new WeakSet<TS.SourceFile>();

/** Parses a file of declarations without its comments. */
export function parseUndocumented(
  name: string,
  text: string,
  options: TS.ScriptTarget | TS.CreateSourceFileOptions,
): TS.SourceFile {
  const given = typeof options === "object" ? options : { languageVersion: options };
  const { ParseNone } = ts.JSDocParsingMode;
  const file = ts.createSourceFile(name, text, { ...given, jsDocParsingMode: ParseNone }, false);
  markUndocumented(file);
  return file;
}

/** A file that was parsed without its comments elsewhere. */
export function markUndocumented(file: TS.SourceFile): void {
  undocumented.add(file);
}

/** Reads what there is about a symbol: where it, its signatures, and what it overrides are declared. */
export function readDocumentation(symbol: TS.Symbol, checker: TS.TypeChecker): void {
  const files = new Set<TS.SourceFile>();
  const seen = new Set<TS.Node>();
  const collect = (declaration: TS.Node | undefined): void => {
    if (declaration === undefined || seen.has(declaration)) return;
    seen.add(declaration);
    files.add(declaration.getSourceFile());
    for (const base of basesOf(declaration, checker)) base.declarations?.forEach(collect);
    if (hasHeritage(declaration.parent)) collect(declaration.parent); // a member may have its base's
  };
  symbol.declarations?.forEach(collect);
  if (symbol.flags & ts.SymbolFlags.Value) {
    const type = checker.getTypeOfSymbol(symbol);
    for (const { declaration } of [...type.getCallSignatures(), ...type.getConstructSignatures()])
      collect(declaration);
  }
  for (const file of files) if (undocumented.delete(file)) addComments(file);
}

/** What a class or an interface extends or implements. */
function basesOf(node: TS.Node, checker: TS.TypeChecker): TS.Symbol[] {
  const clauses = hasHeritage(node) ? (node.heritageClauses ?? []) : [];
  return clauses
    .flatMap(({ types }) => types)
    .flatMap((type) => (checker.getTypeAtLocation(type) as { symbol?: TS.Symbol }).symbol ?? []);
}

function hasHeritage(
  node: TS.Node | undefined,
): node is TS.ClassLikeDeclaration | TS.InterfaceDeclaration {
  return node !== undefined && (ts.isClassLike(node) || ts.isInterfaceDeclaration(node));
}

function addComments(file: TS.SourceFile): void {
  const { fileName, text, languageVersion } = file;
  copyComments(ts.createSourceFile(fileName, text, languageVersion, true), file);
}

/** Two trees of the same text have the same shape. */
function copyComments(from: DocumentedNode, to: DocumentedNode): void {
  if (from.jsDoc) {
    to.jsDoc = from.jsDoc;
    for (const comment of from.jsDoc) ts.setParent(comment, to);
  }
  const nodes: TS.Node[] = [];
  ts.forEachChild(to, (node) => void nodes.push(node));
  let at = 0;
  ts.forEachChild(from, (node) => {
    const same = nodes[at++];
    if (same?.kind === node.kind) copyComments(node, same);
  });
}

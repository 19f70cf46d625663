/** Source files that are not read from disk: cells, and the declarations of the kernel's environment. */
import type TS from "typescript";
import { ts, type CellSourceFile } from "./typescript.js";

/** A module name in a source file, with the literal that holds it. */
export type ModuleLiterals = ReadonlyMap<string, TS.StringLiteralLike>;

/** Parses code as a cell: as TypeScript, or with JSX where only that makes sense of it. */
export function parseCell(code: string): CellSourceFile {
  return parse("cell.ts", code, scriptKindOf(code));
}

/**
 * JSX is not simply always on: it takes `<T>(x: T) => x` and `<number>x` away.
 */
export function scriptKindOf(code: string): TS.ScriptKind {
  if (!/<\/|\/>/.test(code)) return ts.ScriptKind.TS;
  const errors = (kind: TS.ScriptKind): number =>
    parse("cell.ts", code, kind).parseDiagnostics.length;
  const plain = errors(ts.ScriptKind.TS);
  return plain > 0 && errors(ts.ScriptKind.TSX) < plain ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
}

function parse(name: string, text: string, kind: TS.ScriptKind): CellSourceFile {
  const options: TS.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.ESNext,
    impliedNodeFormat: ts.ModuleKind.ESNext,
  };
  return ts.createSourceFile(name, text, options, true, kind) as CellSourceFile;
}

/**
 * Parses a text into a source file that a program accepts without having made it.
 *
 * @param external Whether the program may look for the file's imports itself (needed for `declare global`).
 */
export function makeSourceFile(name: string, text: string, external = false): CellSourceFile {
  const file = parse(name, text, scriptKindOf(text));
  file.path = file.resolvedPath = file.originalFileName = name;
  file.imports = external ? undefined : [];
  file.moduleAugmentations = external ? undefined : [];
  file.ambientModuleNames = external ? undefined : [];
  return file;
}

function moduleLiteral(node: TS.Node): TS.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return node.argument.literal;
  return undefined;
}

/** All module names that a file mentions in imports, exports, `import()` and import types. */
export function moduleLiterals(file: TS.SourceFile): ModuleLiterals {
  const found = new Map<string, TS.StringLiteralLike>();
  const visit = (node: TS.Node): void => {
    const literal = moduleLiteral(node);
    if (literal && ts.isStringLiteralLike(literal) && !found.has(literal.text))
      found.set(literal.text, literal);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * The TypeScript compiler, with the internals we need given types.
 *
 * Why internals: the public LanguageService takes 88 ms per cell with TensorFlow.js loaded, since it makes a
 * new program for each version of a file; keeping one program and checker and injecting cells takes 2.6 ms.
 * TypeScript 6.0.3 is the last release with this API, so the version is pinned exactly.
 *
 * Why not imported: as a module this CommonJS file of 9 MB takes 330 ms instead of 120, because Node first
 * scans it for export names.
 */
import { createRequire } from "node:module";
import type TS from "typescript";
import { loadTypescript } from "./compiledTypescript.js";
import { startupSnapshot } from "../snapshot/startupSnapshot.js";

/** Fields that the binder and the program keep on a source file. */
export interface CellSourceFile extends TS.SourceFile {
  path: string;
  resolvedPath: string;
  originalFileName: string;
  /** Literals of module names; undefined lets the program find them. */
  imports: readonly TS.StringLiteralLike[] | undefined;
  moduleAugmentations: readonly TS.Node[] | undefined;
  ambientModuleNames: readonly string[] | undefined;
  readonly parseDiagnostics: readonly TS.DiagnosticWithLocation[];
  readonly locals?: ReadonlyMap<string, BoundSymbol>;
  readonly symbol?: BoundSymbol;
}

/** A symbol as the binder makes it: an exported local points to the symbol that is exported. */
export interface BoundSymbol extends TS.Symbol {
  readonly exportSymbol?: TS.Symbol;
}

/** A node with the comments that the parser found before it. */
export interface DocumentedNode extends TS.Node {
  jsDoc?: readonly TS.JSDoc[] | undefined;
}

/** A node that the binder gave a scope. */
export interface ScopeNode extends TS.Node {
  readonly locals?: ReadonlyMap<string, BoundSymbol>;
  readonly symbol?: BoundSymbol;
}

/** What the program finds for a module name in a file. */
export type Resolution = TS.ResolvedModuleWithFailedLookupLocations;

/** A program whose look-ups can be replaced. */
export interface OpenProgram extends TS.Program {
  getSourceFileByPath(path: TS.Path): TS.SourceFile | undefined;
  getResolvedModule(
    file: CellSourceFile,
    name: string,
    mode: TS.ResolutionMode,
  ): Resolution | undefined;
}

interface DisplayParts {
  readonly displayParts: TS.SymbolDisplayPart[];
  readonly documentation: TS.SymbolDisplayPart[];
  readonly symbolKind: string;
  readonly tags: TS.JSDocTagInfo[] | undefined;
}

interface CancellationToken {
  isCancellationRequested(): boolean;
  throwIfCancellationRequested(): void;
}

interface Internals {
  bindSourceFile(file: TS.SourceFile, options: TS.CompilerOptions): void;
  getSetExternalModuleIndicator(options: TS.CompilerOptions): (file: TS.SourceFile) => void;
  isIdentifierText(text: string, version: TS.ScriptTarget): boolean;
  setParent(node: TS.Node, parent: TS.Node): void;
  getJSXImplicitImportBase(options: TS.CompilerOptions, file: TS.SourceFile): string | undefined;
  getJSXRuntimeImport(base: string | undefined, options: TS.CompilerOptions): string | undefined;
  findPrecedingToken(position: number, file: TS.SourceFile): TS.Node | undefined;
  getTouchingPropertyName(file: TS.SourceFile, position: number): TS.Node;
  readonly Completions: {
    getCompletionsAtPosition(
      host: TS.CompilerHost,
      program: TS.Program,
      log: (text: string) => void,
      file: TS.SourceFile,
      position: number,
      preferences: TS.UserPreferences,
      triggerCharacter: undefined,
      completionKind: undefined,
      cancellationToken: CancellationToken,
      formatContext: undefined,
      includeSymbol: boolean,
    ): TS.CompletionInfo | undefined;
  };
  readonly SignatureHelp: {
    getSignatureHelpItems(
      program: TS.Program,
      file: TS.SourceFile,
      position: number,
      triggerReason: undefined,
      cancellationToken: CancellationToken,
    ): TS.SignatureHelpItems | undefined;
  };
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: TS.TypeChecker,
      symbol: TS.Symbol,
      file: TS.SourceFile,
      enclosing: TS.Node | undefined,
      location: TS.Node,
    ): DisplayParts;
    getSymbolKind(checker: TS.TypeChecker, symbol: TS.Symbol, location: TS.Node): string;
  };
}

/** Where the compiler and its library declarations are. */
export const typescriptPath = createRequire(import.meta.url).resolve("typescript");

export const ts = (startupSnapshot?.ts ?? loadTypescript(typescriptPath)) as typeof TS & Internals;
